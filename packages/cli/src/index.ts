export {
  type AsUser,
  type IfVersion,
  type ListOptions,
  openTaskward,
  SettingsError,
  type Taskward,
  type TaskwardOptions,
  type UserTasks,
} from "@taskward/composition";
export { DomainError, type ErrorCode, type Fault, type Position, type Task, type TaskOrder } from "@taskward/domain";

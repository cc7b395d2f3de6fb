export type { TaskList, TaskReplacement } from "@taskward/application";
export {
  type AsUser,
  type IfVersion,
  type ListOptions,
  type NewTask,
  openTaskward,
  type RequestHandler,
  type RunningServer,
  SettingsError,
  type TaskEdit,
  type Taskward,
  type TaskwardOptions,
  type UserTasks,
} from "@taskward/composition";
export {
  DomainError,
  type ErrorCode,
  type Fault,
  type Position,
  type SortKey,
  type Task,
  type TaskId,
  type TaskOrder,
  type Timestamp,
  type UserId,
} from "@taskward/domain";

export { acceptAccount, acceptPassword, type PasswordPolicy } from "./credentials.js";
export {
  accountDisabled,
  DomainError,
  type ErrorCode,
  type Fault,
  faultsOf,
  invalid,
  refuse,
  staleTask,
  taskNotFound,
  unauthenticated,
  userNotFound,
} from "./error.js";
export {
  isTaskId,
  isUserId,
  isUuid,
  parsePositiveInteger,
  parseTaskId,
  type TaskId,
  type UserId,
  userId,
} from "./ids.js";
export { type ForeignTasks, refusal } from "./ownership.js";
export {
  comparePositions,
  listed,
  NEWEST_FIRST,
  PAGE_LIMIT,
  type Position,
  pageOf,
  positionOf,
  queryFaults,
  SEARCH_LENGTH,
  SORT_KEYS,
  type SortKey,
  satisfying,
  type TaskFilter,
  type TaskOrder,
  type TaskPage,
  type TaskQuery,
} from "./page.js";
export { restoredTask, restoredUser } from "./restore.js";
export { searchPattern } from "./search.js";
export {
  change,
  complete,
  DESCRIPTION_LENGTH,
  draft,
  edit,
  expectVersion,
  isCompleted,
  reopen,
  type Task,
  type TaskChange,
  type TaskDraft,
  TITLE_LENGTH,
  taskOf,
  toggle,
} from "./task.js";
export { codePoints, compareCodePoints, compareTitles, isStorable } from "./text.js";
export { isTimestamp, later, type Timestamp, timestamp } from "./timestamp.js";
export {
  displayName,
  EMAIL_LENGTH,
  emailAddress,
  NAME_LENGTH,
  type NewUser,
  normalEmail,
  normalName,
  type User,
} from "./user.js";

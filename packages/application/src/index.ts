export { type Authenticate, authenticate } from "./accounts/authenticate.js";
export { type CreateUser, type CreateUserPorts, createUser, type UserInput } from "./accounts/create-user.js";
export { type EraseUser, eraseUser } from "./accounts/erase-user.js";
export { type FindUser, findUser } from "./accounts/find-user.js";
export { type ListUsers, listUsers } from "./accounts/list-users.js";
export { type RememberAdmissionsOptions, rememberAdmissions } from "./accounts/remember-admissions.js";
export { type DisableUser, disableUser, type EnableUser, enableUser } from "./accounts/shut-user.js";
export { type SignIn, type SignInPorts, signIn } from "./accounts/sign-in.js";
export { type Session, type SignUp, type SignUpPorts, signUp } from "./accounts/sign-up.js";
export type { ArchiveEntry } from "./archive/archive-entry.js";
export { type ExportArchive, type ExportOptions, type ExportPorts, exportArchive } from "./archive/export-archive.js";
export { type ImportArchive, type ImportStep, importArchive } from "./archive/import-archive.js";
export type { Archive, ArchivedUser, Batch, Restored } from "./ports/archive.js";
export type { Clock } from "./ports/clock.js";
export type { Count, Counter, CounterRule, Counters } from "./ports/counter.js";
export type { Credential, CredentialStore } from "./ports/credential-store.js";
export type { IdGenerator } from "./ports/id-generator.js";
export type { PasswordHasher } from "./ports/password-hasher.js";
export type { RequestAllowance, RequestLimit } from "./ports/request-limit.js";
export type { SignInLimit, SignUpLimit } from "./ports/sign-in-limit.js";
export type { PoolUse, Storage } from "./ports/storage.js";
export type { TaskOwners, TaskStore } from "./ports/task-store.js";
export type {
  ExposeMetrics,
  Exposition,
  FaultEvent,
  NoticeEvent,
  Purpose,
  Report,
  RequestEvent,
  TelemetryEvent,
} from "./ports/telemetry.js";
export type { IssuedToken, TokenIssuer } from "./ports/token-issuer.js";
export type { Identity, TokenVerifier } from "./ports/token-verifier.js";
export type { UserStore } from "./ports/user-store.js";
export { type CompleteTask, completeTask } from "./tasks/complete-task.js";
export { type CreateTask, createTask } from "./tasks/create-task.js";
export { type DeleteTask, deleteTask } from "./tasks/delete-task.js";
export { type EditTask, editTask } from "./tasks/edit-task.js";
export { forbidForeignTasks } from "./tasks/forbid-foreign-tasks.js";
export { type GetTask, getTask } from "./tasks/get-task.js";
export { type ListTasks, listTasks, type TaskList } from "./tasks/list-tasks.js";
export { type ReplaceTask, replaceTask, type TaskReplacement } from "./tasks/replace-task.js";

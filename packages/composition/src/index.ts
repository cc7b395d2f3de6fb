export type { RequestHandler, RunningServer } from "@taskward/adapters-http";
export type { MetricsSnapshot } from "@taskward/adapters-telemetry";
export { type Administration, openAdministration } from "./administration.js";
export { describeApi } from "./describe-api.js";
export { describeSettings, type SettingDescription } from "./describe-settings.js";
export { diagnose } from "./diagnosis/diagnose.js";
export type { Finding } from "./diagnosis/finding.js";
export { type Migrations, openMigrations } from "./migrations.js";
export { type Journal, openJournal } from "./open-journal.js";
export { openTaskward } from "./open-taskward.js";
export type { TaskwardOptions } from "./options.js";
export {
  type DatabaseSettings,
  environment,
  readDatabaseSettings,
  readSettings,
  type Settings,
  SettingsError,
  type Sources,
  sources,
} from "./settings.js";
export { envExample, settingsPage } from "./settings-documents.js";
export { type AsUser, type Start, startTaskward, type Taskward, type TaskwardProcess } from "./taskward.js";
export { openTokens, type TokenAdministration } from "./token-administration.js";
export type { IfVersion, ListOptions, NewTask, TaskEdit, UserTasks } from "./user-tasks.js";
export type { UserUseCases } from "./user-use-cases.js";

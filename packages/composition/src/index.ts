export { openTaskward } from "./open-taskward.js";
export type { TaskwardOptions } from "./options.js";
export { environment, readSettings, type Settings, SettingsError } from "./settings.js";
export { type AsUser, startTaskward, type Taskward } from "./taskward.js";
export type { IfVersion, ListOptions, UserTasks } from "./user-tasks.js";

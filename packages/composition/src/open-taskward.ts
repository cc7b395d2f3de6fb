import { readOptions, type TaskwardOptions } from "./options.js";
import { startTaskward, type Taskward } from "./taskward.js";

/**
 * Opens Taskward in this process: `await openTaskward({ databaseUrl: "memory:" })`. The options are those of the
 * environment variables, in camel case; the environment itself is not looked at. Nothing is logged unless `logLevel` is
 * given. Rejects with SettingsError when an option is not right, and with the reason when the storage cannot be opened.
 */
export const openTaskward = async (options: TaskwardOptions = {}): Promise<Taskward> =>
  startTaskward(readOptions(options, { logLevel: "silent" }));

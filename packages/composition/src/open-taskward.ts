import { environmentOf, type TaskwardOptions } from "./options.js";
import { readSettings } from "./settings.js";
import { startTaskward, type Taskward } from "./taskward.js";

/**
 * Opens Taskward in this process: `await openTaskward({ databaseUrl: "memory:" })`. The options are those of the
 * environment variables, in camel case; the environment itself is not looked at. Nothing is logged unless `logLevel` is
 * given. Rejects with SettingsError when an option is not right.
 */
export const openTaskward = async (options: TaskwardOptions = {}): Promise<Taskward> =>
  startTaskward(readSettings(environmentOf({ ...options, logLevel: options.logLevel ?? "silent" })));

import { environmentOf, type TaskwardOptions } from "./options.js";
import { readSettings } from "./settings.js";
import { startTaskward, type Taskward } from "./taskward.js";

/**
 * Opens Taskward in this process: `await openTaskward({ databaseUrl: "memory:" })`. The options are those of the
 * environment variables, in camel case; the environment itself is not looked at. Rejects with SettingsError when an
 * option is not right.
 */
export const openTaskward = async (options: TaskwardOptions = {}): Promise<Taskward> =>
  startTaskward(readSettings(environmentOf(options)));

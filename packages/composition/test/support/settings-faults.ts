import { SettingsError } from "../../src/settings.js";

/** What is said of each setting at fault, by its name; nothing when they can be read. */
export const settingsFaults = (read: () => unknown): Record<string, string> => {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError)
      return Object.fromEntries(error.faults.map(({ path, message }) => [path, message]));
    throw error;
  }
  return {};
};

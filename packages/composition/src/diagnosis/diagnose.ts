import { type Environment, environment, readSettings, type Settings, SettingsError } from "../settings.js";
import { examineKeys } from "./examine-keys.js";
import { examinePort } from "./examine-port.js";
import { type Finding, fault, ok } from "./finding.js";

const remedyFor = (path: string): string =>
  path === ".env"
    ? "Let this user read the file, saved in UTF-8, or remove it."
    : `Change ${path} in the environment or in .env.`;

const settingsOf = (read: () => Environment): Settings | readonly Finding[] => {
  try {
    return readSettings(read());
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.faults.map(({ path, message }) => fault("settings", `${path} ${message}`, remedyFor(path)));
  }
};

/**
 * Looks at everything that Taskward needs to run, as it is set up by the environment and `.env`, and says of each thing
 * how it is. Nothing is changed. With faults in the settings nothing else is looked at: it would be the wrong things.
 */
export const diagnose = async (read: () => Environment = environment): Promise<readonly Finding[]> => {
  const settings = settingsOf(read);
  if (!("database" in settings)) return settings;
  const { examineStore } = await import("./examine-store.js");
  return [
    ok("settings", "every variable is right"),
    ...(await examineStore(settings.database)),
    ...(await examineKeys(settings)),
    await examinePort(settings),
  ];
};

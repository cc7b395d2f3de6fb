import { type Environment, environment, readSettings, type Settings, SettingsError } from "../settings.js";
import { examineKeys } from "./examine-keys.js";
import { examinePort, type Whose } from "./examine-port.js";
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

/** The embedded store is its server's alone; any other may be shared, or be nothing that can be looked at. */
const whoseServer = ({ database }: Settings, [store]: readonly Finding[]): Whose => {
  if (database.kind !== "embedded" || store?.state === "fault") return "anybody's";
  return store?.state === "unknown" ? "ours" : "another's";
};

/**
 * Looks at everything that Taskward needs to run, as it is set up by the environment and `.env`, and says of each thing
 * how it is. Nothing is changed. With faults in the settings nothing else is looked at: it would be the wrong things.
 */
export const diagnose = async (read: () => Environment = environment): Promise<readonly Finding[]> => {
  const settings = settingsOf(read);
  if (!("database" in settings)) return settings;
  const { examineStore } = await import("./examine-store.js");
  const store = await examineStore(settings.database);
  return [
    ok("settings", "every variable is right"),
    ...store,
    ...(await examineKeys(settings)),
    await examinePort(settings, whoseServer(settings, store)),
  ];
};

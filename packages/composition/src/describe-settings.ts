import { MASK, masked } from "./masked.js";
import { readSettings, type Settings, type Sources } from "./settings.js";
import { variables } from "./variables.js";

/** A setting as it may be shown to anybody. */
export interface SettingDescription {
  readonly name: string;
  /** Null: it is not given and has no default of its own. Secrets are masked. */
  readonly value: string | null;
  readonly source: "environment" | ".env" | "default";
  readonly description: string;
}

const SECRETS: ReadonlySet<string> = new Set(["BETTER_AUTH_SECRET"]);

const onOff = (value: boolean): string => (value ? "on" : "off");

const defaultOf = (schema: (typeof variables)[keyof typeof variables]): string | null => {
  const { data, success } = schema.safeParse(undefined);
  if (!success || data === undefined) return null;
  return typeof data === "boolean" ? onOff(data) : String(data);
};

/** All settings as they are when none is given; null: there is no default, or it depends on other things. */
export const defaultSettings = (): readonly SettingDescription[] =>
  Object.entries(variables).map(([name, schema]) => ({
    name,
    value: defaultOf(schema),
    source: "default",
    description: schema.description ?? "",
  }));

/** What is in force where the default depends on other things: the output is that of this process. */
const dependent = ({ localAccounts, migrateOnStart, logFormat }: Settings): Readonly<Record<string, string>> => ({
  LOCAL_ACCOUNTS: onOff(localAccounts),
  MIGRATE_ON_START: onOff(migrateOnStart),
  LOG_FORMAT: logFormat ?? (process.stdout.isTTY ? "pretty" : "json"),
});

/** All settings as they are in force, as they may be printed. Throws SettingsError where one is not right. */
export const describeSettings = ({ process, file = {} }: Partial<Sources>): readonly SettingDescription[] => {
  const env = { ...file, ...process };
  const inForce = dependent(readSettings(env));
  return Object.entries(variables).map(([name, schema]) => {
    const given = env[name];
    const value = given === undefined ? (inForce[name] ?? defaultOf(schema)) : SECRETS.has(name) ? MASK : masked(given);
    return {
      name,
      value,
      source: given === undefined ? "default" : process?.[name] === undefined ? ".env" : "environment",
      description: schema.description ?? "",
    };
  });
};

import { MASK, masked } from "./masked.js";
import { type Environment, readSettings } from "./settings.js";
import { variables } from "./variables.js";

/** A setting as it may be shown to anybody. */
export interface SettingDescription {
  readonly name: string;
  /** Null: it is not given and has no default of its own. Secrets are masked. */
  readonly value: string | null;
  readonly source: "environment" | "default";
  readonly description: string;
}

const SECRETS: ReadonlySet<string> = new Set(["BETTER_AUTH_SECRET"]);

const defaultOf = (schema: (typeof variables)[keyof typeof variables]): string | null => {
  const { data, success } = schema.safeParse(undefined);
  if (!success || data === undefined) return null;
  return typeof data === "boolean" ? (data ? "on" : "off") : String(data);
};

/** All settings of an environment, as they may be printed. Throws SettingsError where one is not right. */
export const describeSettings = (env: Environment): readonly SettingDescription[] => {
  readSettings(env);
  return Object.entries(variables).map(([name, schema]) => {
    const given = env[name];
    const value = given === undefined ? defaultOf(schema) : SECRETS.has(name) ? MASK : masked(given);
    return {
      name,
      value,
      source: given === undefined ? "default" : "environment",
      description: schema.description ?? "",
    };
  });
};

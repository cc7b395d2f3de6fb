import { readSettings, type Sources } from "./settings.js";
import { variables } from "./variables.js";

/** A setting as it may be shown to anybody. */
export interface SettingDescription {
  readonly name: string;
  /** Null: it is not given and has no default of its own. Secrets are masked. */
  readonly value: string | null;
  readonly source: "environment" | ".env" | "default";
  readonly description: string;
}

const MASK = "***";
const SECRETS: ReadonlySet<string> = new Set(["BETTER_AUTH_SECRET"]);
const SECRET_PARAMETER = /pass|secret|key|token/i;

/** A URL without what is secret in it; what is no URL with user and password stays as it is. */
const masked = (text: string): string => {
  if (!URL.canParse(text) || !text.includes("//")) return text;
  const url = new URL(text);
  if (url.password !== "") url.password = MASK;
  for (const name of url.searchParams.keys()) if (SECRET_PARAMETER.test(name)) url.searchParams.set(name, MASK);
  return url.href;
};

const defaultOf = (schema: (typeof variables)[keyof typeof variables]): string | null => {
  const { data, success } = schema.safeParse(undefined);
  if (!success || data === undefined) return null;
  return typeof data === "boolean" ? (data ? "on" : "off") : String(data);
};

/** All settings as they are in force, as they may be printed. Throws SettingsError where one is not right. */
export const describeSettings = ({ process, file = {} }: Partial<Sources> = {}): readonly SettingDescription[] => {
  const env = { ...file, ...process };
  readSettings(env);
  return Object.entries(variables).map(([name, schema]) => {
    const given = env[name];
    const value = given === undefined ? defaultOf(schema) : SECRETS.has(name) ? MASK : masked(given);
    return {
      name,
      value,
      source: given === undefined ? "default" : process?.[name] === undefined ? ".env" : "environment",
      description: schema.description ?? "",
    };
  });
};

import type { Environment } from "./settings.js";
import type { Variables, variables } from "./variables.js";

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

/** The settings as a program gives them: `databaseUrl` for DATABASE_URL; true and false for on and off; lists as arrays. */
export type TaskwardOptions = {
  readonly [K in keyof typeof variables as CamelCase<K>]?: Variables[K] | string | number | undefined;
};

const variableName = (option: string): string => option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const variableText = (value: unknown): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : Array.isArray(value) ? value.join(",") : String(value);

/** The environment that says the same as the options, so that both are checked in one way. */
export const environmentOf = (options: TaskwardOptions): Environment =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([option, value]) => [variableName(option), variableText(value)]),
  );

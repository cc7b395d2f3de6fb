import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@taskward/testing";
import { SECRET, tokenOf } from "../support/token.js";
import { serveProcess } from "./served-process.js";
import { type FuzzTarget, ORIGIN } from "./world.js";

/** What is kept where: the values of `--on`. */
export const STORES = {
  memory: async () => ({ DATABASE_URL: "memory:" }),
  pglite: async () => ({ DATABASE_URL: "pglite:data" }),
  postgres: async () => ({ DATABASE_URL: await createDatabase() }),
} as const satisfies Readonly<Record<string, () => Promise<{ DATABASE_URL: string }>>>;

export type StoreName = keyof typeof STORES;

/** Settings of a server to be fuzzed: its clients say themselves where they call from, so that each has limits of its own. */
export const COMMON = {
  BETTER_AUTH_SECRET: SECRET,
  CORS_ORIGINS: ORIGIN,
  TRUST_PROXY: "1",
  MIGRATE_ON_START: "on",
} as const;

const REQUESTS = 30;

/** Two servers, whose settings differ wherever that shows in their answers. */
export const VARIANTS = [
  { foreign: "hide", rateLimit: 0 },
  { foreign: "forbid", rateLimit: REQUESTS },
] as const;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const signed = (claims: unknown, key: string, alg = "HS256"): string => {
  const text = `${encoded({ alg, typ: "JWT" })}.${encoded(claims as object)}`;
  const hash = alg === "HS512" ? "sha512" : "sha256";
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
};

const HOUR = 3_600;

/** Tokens of this user's that are not good, each for another reason. */
const badTokens = (user: string): readonly string[] => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: user, exp: now + HOUR };
  const [header, payload, signature] = tokenOf(user).split(".");
  return [
    signed(claims, "another-secret-0123456789abcdefghij"),
    signed({ ...claims, exp: now - HOUR }, SECRET),
    signed({ sub: user }, SECRET),
    signed(claims, SECRET, "HS512"),
    `${encoded({ alg: "none" })}.${payload}.`,
    `${header}.${encoded({ ...claims, sub: "bob" })}.${signature}`,
    signed([claims], SECRET),
  ];
};

/** How a server with such tokens is asked. */
export const jwtTarget = (
  server: Pick<FuzzTarget, "url" | "close">,
  variant: Pick<FuzzTarget, "foreign" | "rateLimit">,
  secrets: readonly string[] = [SECRET],
): FuzzTarget => ({
  ...server,
  ...variant,
  countsTries: true,
  token: tokenOf,
  badTokens,
  secrets,
});

/** Starts a server of its own, as an operator does; when it is closed it must end well, having complained of nothing. */
export const startTarget = async (
  database: { readonly DATABASE_URL: string },
  variant: (typeof VARIANTS)[number],
): Promise<FuzzTarget> => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-fuzz-"));
  const password = URL.canParse(database.DATABASE_URL) ? new URL(database.DATABASE_URL).password : "";
  const secrets = [SECRET, ...(password === "" ? [] : [password])];
  const settings = { FOREIGN_TASKS: variant.foreign, RATE_LIMIT: String(variant.rateLimit), ...database };
  const server = await serveProcess({ ...COMMON, ...settings }, { directory, secrets });
  const close = (): Promise<void> => server.close().finally(() => rmSync(directory, { recursive: true, force: true }));
  return jwtTarget({ url: server.url, close }, variant, secrets);
};

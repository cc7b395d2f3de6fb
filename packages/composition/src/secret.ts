import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSettings } from "./settings.js";
import { SECRET_BYTES } from "./variables.js";

const generate = (): string => randomBytes(48).toString("base64url");

/** The secret that the file holds. Throws where there is none in it that is long enough. */
export const readSecret = (file: string): string => {
  const secret = readFileSync(file, "utf8").trim();
  if (Buffer.byteLength(secret) >= SECRET_BYTES) return secret;
  throw new Error(`${file} does not hold a secret of ${SECRET_BYTES} bytes or more; remove it to have one made`);
};

/**
 * The secret kept in a file with mode 0600, made on first use. The file appears whole or not at all, and of several
 * processes that make it at once all get the same.
 */
const keptSecret = (file: string): string => {
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return readSecret(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  writeFileSync(fresh, `${generate()}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(fresh);
  }
  return readSecret(file);
};

/** Where the secret of an embedded store is kept: beside its directory, which holds the store and nothing else. */
export const secretFile = (directory: string): string => `${directory}.secret`;

/**
 * The secret that signs and checks tokens where none was given: kept beside an embedded store's data, new each time for
 * the memory store. A store on a server always has one given.
 */
export const secretFor = (database: DatabaseSettings): string =>
  database.kind === "embedded" ? keptSecret(secretFile(database.directory)) : generate();

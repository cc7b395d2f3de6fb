import { existsSync, statSync } from "node:fs";
import { fetchKeys } from "@taskward/adapters-auth";
import { readSecret, secretFile } from "../secret.js";
import type { Settings } from "../settings.js";
import { type Finding, fault, ok, reasonOf } from "./finding.js";

/** Milliseconds that an identity provider may take to publish its keys. */
const PATIENCE = 5_000;

// Windows has no such modes: there every file seems to be open to all.
const isPrivate = (file: string): boolean => process.platform === "win32" || (statSync(file).mode & 0o077) === 0;

const privacyFaults = (file: string): readonly Finding[] =>
  isPrivate(file)
    ? []
    : [
        fault(
          "secret",
          `${file} can be read by others, who can then sign tokens for anybody`,
          `Run \`chmod 600 ${file}\`; if others may have read it, remove it to have a new one made: everybody signs in anew.`,
        ),
      ];

const contentFaults = (file: string): readonly Finding[] => {
  try {
    readSecret(file);
    return [];
  } catch (error) {
    return [
      fault(
        "secret",
        reasonOf(error),
        `Let this user read ${file}, put it back from a backup, or remove it to have a new one made: everybody signs in anew.`,
      ),
    ];
  }
};

const keptFindings = (file: string): readonly Finding[] => {
  const faults = [...privacyFaults(file), ...contentFaults(file)];
  return faults.length === 0 ? [ok("secret", `kept in ${file}`)] : faults;
};

const secretFindings = ({ secret, database }: Settings): readonly Finding[] => {
  if (secret !== null) return [ok("secret", "given as BETTER_AUTH_SECRET")];
  if (database.kind !== "embedded") return [ok("secret", "made anew by every process, for the memory store")];
  const file = secretFile(database.directory);
  return existsSync(file) ? keptFindings(file) : [ok("secret", `will be made, and kept in ${file}`)];
};

/** `fetch` has one sentence for every failure; what happened is its cause, which may have nothing but a code. */
const fetchFault = (error: unknown): string => {
  const { cause } = error as { cause?: Error & { code?: string } };
  return cause ? cause.message || `${cause.code}` : reasonOf(error);
};

const providerFinding = async (url: string): Promise<Finding> => {
  try {
    await fetchKeys(url, PATIENCE);
    return ok("keys", `${url} publishes keys`);
  } catch (error) {
    return fault(
      "keys",
      `no keys can be had from ${url}: ${fetchFault(error)}`,
      "Check JWT_JWKS_URL, and that this machine can reach it: without keys, every token is answered with 503.",
    );
  }
};

/** What there is to say about how tokens are checked. */
export const examineKeys = async (settings: Settings): Promise<readonly Finding[]> => {
  const { jwks, localAccounts } = settings;
  return [
    ...(jwks === null || localAccounts ? secretFindings(settings) : []),
    ...(jwks === null ? [] : [await providerFinding(jwks.url)]),
  ];
};

import { inspectToken, isCommonPassword, type TokenKind } from "@taskward/adapters-auth";
import {
  createUser,
  disableUser,
  enableUser,
  eraseUser,
  exportArchive,
  findUser,
  importArchive,
  listUsers,
} from "@taskward/application";
import { ContainerModule } from "inversify";
import type { Settings } from "../settings.js";
import * as t from "../tokens.js";
import { isLocal, ownTokens } from "./accounts.js";

/** The kinds of token that the verifier lets in, as it was put together. */
const tokenKinds = (settings: Settings, secret: string | null): TokenKind[] => {
  const { jwks, subject } = settings;
  const own = { algorithms: ["HS256"], signer: "the secret that is configured here (BETTER_AUTH_SECRET)" };
  const provider = { algorithms: ["EdDSA", "ES256", "RS256"], signer: `one of the keys at ${jwks?.url}` };
  return [
    ...(secret === null ? [] : [{ ...own, ...ownTokens(settings, secret) }]),
    ...(jwks ? [{ ...provider, ...jwks, subject, owns: (id: string) => !isLocal(id) }] : []),
  ];
};

/** What administrators can do and users cannot. */
export const administrationModule = new ContainerModule(({ bind }) => {
  bind(t.USER_USE_CASES).toResolvedValue(
    ({ localAccounts, password }, { users, credentials }, tokens, hasher, ids, clock) => {
      const policy = { ...password, isCommon: isCommonPassword };
      const passwords = localAccounts && tokens ? { credentials, hasher, tokens, policy } : null;
      return {
        list: listUsers(users),
        find: findUser(users),
        create: createUser({ users, ids, clock, passwords }),
        disable: disableUser(users, clock),
        enable: enableUser(users),
        erase: eraseUser(users, clock),
      };
    },
    [t.SETTINGS, t.STORAGE, t.TOKEN_ISSUER, t.PASSWORD_HASHER, t.IDS, t.CLOCK],
  );
  bind(t.EXPORT_ARCHIVE).toResolvedValue(exportArchive, [t.STORAGE]);
  bind(t.IMPORT_ARCHIVE).toResolvedValue(({ archive }) => importArchive(archive), [t.STORAGE]);
  bind(t.INSPECT_TOKEN).toResolvedValue(
    (verifier, settings, secret) => inspectToken(verifier, tokenKinds(settings, secret)),
    [t.TOKEN_VERIFIER, t.SETTINGS, t.SECRET],
  );
});

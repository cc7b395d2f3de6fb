import {
  argon2Hasher,
  eitherVerifier,
  hs256Verifier,
  isCommonPassword,
  jwksVerifier,
  rememberTokens,
  tokenIssuer,
} from "@taskward/adapters-auth";
import { authenticate, rememberAdmissions, signIn, signUp, type TokenVerifier } from "@taskward/application";
import { ContainerModule } from "inversify";
import { secretFor } from "../secret.js";
import type { Settings } from "../settings.js";
import { elapsed, randomIds } from "../system.js";
import * as t from "../tokens.js";

/**
 * Local accounts beside an identity provider: their ids begin with this, and their tokens name this issuer, so that
 * neither can ever speak for the users of the other.
 */
const LOCAL = "local:";
const LOCAL_ISSUER = "taskward";

export const isLocal = (id: string): boolean => id.startsWith(LOCAL);

/** What tokens signed here say and must say, given the secret that signs them. */
export const ownTokens = ({ jwks, issuer, audience, subject }: Settings, secret: string) =>
  jwks
    ? { secret, issuer: LOCAL_ISSUER, audience: null, subject: "any" as const, owns: isLocal }
    : { secret, issuer, audience, subject };

const verifierFor = (settings: Settings, secret: string | null): TokenVerifier => {
  const { jwks, subject } = settings;
  const own = secret === null ? null : hs256Verifier(ownTokens(settings, secret));
  const provider = jwks && jwksVerifier({ ...jwks, subject, owns: (id) => !isLocal(id) });
  if (own && provider) return eitherVerifier(own, provider);
  const only = own ?? provider;
  if (only) return only;
  throw new TypeError("neither a secret nor a key set to check tokens with");
};

/** Who the caller is: tokens and local accounts. */
export const accountModule = new ContainerModule(({ bind }) => {
  bind(t.SECRET).toResolvedValue(
    ({ jwks, localAccounts, secret, database }) => (jwks && !localAccounts ? null : (secret ?? secretFor(database))),
    [t.SETTINGS],
  );
  bind(t.TOKEN_LOOKUPS).toResolvedValue(() => ({ hits: 0, misses: 0 }));
  bind(t.TOKEN_VERIFIER).toResolvedValue(
    (settings, secret, lookups) => rememberTokens(verifierFor(settings, secret), { lookups }),
    [t.SETTINGS, t.SECRET, t.TOKEN_LOOKUPS],
  );
  bind(t.TOKEN_ISSUER).toResolvedValue(
    (settings, secret) =>
      secret === null ? null : tokenIssuer({ ...ownTokens(settings, secret), ttl: settings.tokenTtl }),
    [t.SETTINGS, t.SECRET],
  );
  bind(t.PASSWORD_HASHER).toResolvedValue(() => argon2Hasher());
  bind(t.IDS).toResolvedValue(({ jwks }) => randomIds(jwks ? LOCAL : ""), [t.SETTINGS]);
  bind(t.ADMISSIONS).toResolvedValue(({ users }) => rememberAdmissions(users, { elapsed }), [t.STORAGE]);
  bind(t.AUTHENTICATE).toResolvedValue(authenticate, [t.TOKEN_VERIFIER, t.ADMISSIONS, t.CLOCK]);
  bind(t.ACCOUNTS).toResolvedValue(
    ({ localAccounts, password }, { credentials }, tokens, hasher, upLimit, inLimit, ids, clock) => {
      if (!localAccounts || tokens === null) return null;
      const policy = { ...password, isCommon: isCommonPassword };
      return {
        signUp: signUp({ credentials, hasher, limit: upLimit, ids, tokens, clock, policy }),
        signIn: signIn({ credentials, hasher, limit: inLimit, tokens }),
        policy,
      };
    },
    [t.SETTINGS, t.STORAGE, t.TOKEN_ISSUER, t.PASSWORD_HASHER, t.SIGN_UP_LIMIT, t.SIGN_IN_LIMIT, t.IDS, t.CLOCK],
  );
});

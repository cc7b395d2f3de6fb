import type { Identity } from "@taskward/application";
import { isUserId, isUuid, normalEmail, normalName, type UserId, unauthenticated } from "@taskward/domain";

/** What the claims of a token (RFC 7519) must say, besides being within their time. */
export interface ClaimRules {
  /** The exact `iss`; any or none when absent. */
  readonly issuer?: string | null | undefined;
  /** What `aud` must be or contain; anything when absent. */
  readonly audience?: string | null | undefined;
  /** Whether any `sub` will do that can be a user's id, or UUIDs only. */
  readonly subject: "any" | "uuid";
  /** Which users these tokens may speak for, where two kinds of token are let in; all when absent. */
  readonly owns?: ((id: UserId) => boolean) | undefined;
}

/** How far clocks may differ, in seconds. */
export const LEEWAY = 30;

interface Claims {
  readonly sub?: unknown;
  readonly exp?: unknown;
  readonly nbf?: unknown;
  readonly iat?: unknown;
  readonly iss?: unknown;
  readonly aud?: unknown;
  readonly email?: unknown;
  readonly name?: unknown;
}

/** A NumericDate: seconds since 1970, not necessarily whole. */
export const isDate = (value: unknown): value is number => Number.isFinite(value);

const isCurrent = ({ nbf, iat }: Claims, expiresAt: number, now: number): boolean =>
  now < expiresAt &&
  (nbf === undefined || (isDate(nbf) && now >= (nbf - LEEWAY) * 1000)) &&
  (iat === undefined || isDate(iat));

const isForUs = ({ iss, aud }: Claims, { issuer, audience }: ClaimRules): boolean =>
  (issuer == null || iss === issuer) &&
  (audience == null || aud === audience || (Array.isArray(aud) && aud.includes(audience)));

/** Whether the rules let tokens speak for this user. */
export const maySpeakFor = (id: UserId, { subject, owns }: ClaimRules): boolean =>
  (subject === "any" || isUuid(id)) && (owns === undefined || owns(id));

const text = (value: unknown, normal: (text: string) => string | null): string | null =>
  typeof value === "string" ? normal(value) : null;

/**
 * Who a token's payload says its bearer is, `now` being milliseconds since 1970. Only `sub` counts as that, never an
 * e-mail: Better Auth signs its e-mail links with the same secret. Throws `unauthenticated`.
 */
export const identityOf = (payload: object, rules: ClaimRules, now: number): Identity => {
  const claims: Claims = payload;
  const { sub, exp, email, name } = claims;
  const expiresAt = isDate(exp) ? (exp + LEEWAY) * 1000 : 0;
  if (!isCurrent(claims, expiresAt, now) || !isForUs(claims, rules)) throw unauthenticated();
  if (!isUserId(sub) || !maySpeakFor(sub, rules)) throw unauthenticated();
  return { id: sub, email: text(email, normalEmail), name: text(name, normalName), expiresAt };
};

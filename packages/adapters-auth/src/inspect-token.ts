import type { Identity, TokenVerifier } from "@taskward/application";
import { DomainError, isUserId, isUuid } from "@taskward/domain";
import { type ClaimRules, isDate, LEEWAY } from "./claims.js";
import { isAmbiguous, type JsonObject, jsonObject } from "./json-object.js";
import { fromBase64url, isAccessToken, TOKEN_LENGTH } from "./read-token.js";

/** What tokens of one kind must say; which kind a token is of, its algorithm tells. */
export interface TokenKind extends ClaimRules {
  readonly algorithms: readonly string[];
  /** What they are signed with, in words: "the secret". */
  readonly signer: string;
}

/** What a token says, and what is wrong with it. */
export interface TokenReport {
  /** As far as it can be read; nothing of it is known to be true. */
  readonly header: Claims | null;
  readonly claims: Claims | null;
  /** Who its bearer is; null when the token is not accepted. */
  readonly identity: Identity | null;
  /** Why it is not accepted, each in a sentence; none when it is. */
  readonly faults: readonly string[];
}

type Claims = Readonly<Record<string, unknown>>;

const objectsIn = (token: string): readonly (JsonObject | null)[] =>
  token.split(".", 2).map((segment) => jsonObject(Buffer.from(segment, "base64url")));

const faultIf = (isFault: boolean, sentence: string): string[] => (isFault ? [sentence] : []);

const shown = (value: unknown): string => {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

const moment = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? "never" : date.toISOString();
};

const formFaults = (token: string): string[] => {
  const segments = token.split(".");
  if (token.length > TOKEN_LENGTH) return [`it has ${token.length} characters, more than ${TOKEN_LENGTH}`];
  if (segments.length !== 3) return [`it has ${segments.length} parts with dots between them, not 3`];
  const broken = ["header", "payload", "signature"].filter((_, i) => fromBase64url(segments[i] ?? "") === null);
  return broken.map((part) => `its ${part} is not base64url in its one spelling`);
};

const headerFaults = ({ alg, typ, kid, crit }: Claims, kinds: readonly TokenKind[]): string[] => {
  const algorithms = kinds.flatMap((kind) => kind.algorithms);
  return [
    ...faultIf(!algorithms.includes(String(alg)), `its algorithm (alg) is ${shown(alg)}, not ${algorithms.join(", ")}`),
    ...faultIf(!isAccessToken(typ), `its type (typ) is ${shown(typ)}, not "JWT"`),
    ...faultIf(kid !== undefined && typeof kid !== "string", `its key (kid) is ${shown(kid)}, not a text`),
    ...faultIf(crit !== undefined, "it asks for extensions (crit), of which none is known"),
  ];
};

const timeFaults = ({ exp, nbf, iat }: Claims, now: number): string[] => {
  const seconds = now / 1000;
  return [
    ...faultIf(!isDate(exp), `its expiry (exp) is ${shown(exp)}, not a time in seconds`),
    ...(isDate(exp) ? faultIf(exp + LEEWAY <= seconds, `it expired at ${moment(exp)} (exp)`) : []),
    ...faultIf(nbf !== undefined && !isDate(nbf), `its start (nbf) is ${shown(nbf)}, not a time in seconds`),
    ...(isDate(nbf) ? faultIf(nbf - LEEWAY > seconds, `it does not count before ${moment(nbf)} (nbf)`) : []),
    ...faultIf(iat !== undefined && !isDate(iat), `its issuing time (iat) is ${shown(iat)}, not a time in seconds`),
  ];
};

const partyFaults = ({ iss, aud, sub }: Claims, { issuer, audience, subject, owns }: TokenKind): string[] => {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  return [
    ...faultIf(issuer != null && iss !== issuer, `its issuer (iss) is ${shown(iss)}, not ${shown(issuer)}`),
    ...faultIf(
      audience != null && !audiences.includes(audience),
      `its audience (aud) is ${shown(aud)}, not ${shown(audience)}`,
    ),
    ...faultIf(!isUserId(sub), `its subject (sub) is ${shown(sub)}, which no user can have for an id`),
    ...(isUserId(sub)
      ? [
          ...faultIf(subject === "uuid" && !isUuid(sub), `its subject (sub) is ${shown(sub)}, not a UUID`),
          ...faultIf(owns?.(sub) === false, `tokens of this kind cannot speak for ${shown(sub)} (sub)`),
        ]
      : []),
  ];
};

const faultsOf = (token: string, kinds: readonly TokenKind[], now: number): string[] => {
  const form = formFaults(token);
  if (form.length > 0) return form;
  const [head, payload] = objectsIn(token);
  if (!head) return ["its header is not a JSON object"];
  if (!payload) return ["its payload is not a JSON object"];
  const [header, claims] = [head.value as Claims, payload.value as Claims];
  const kind = kinds.find(({ algorithms }) => algorithms.includes(String(header["alg"])));
  const faults = [
    ...headerFaults(header, kinds),
    ...faultIf([head, payload].some(isAmbiguous), "it gives a key twice"),
    ...timeFaults(claims, now),
    ...(kind ? partyFaults(claims, kind) : []),
  ];
  return faults.length > 0 ? faults : [`it was not signed with ${kind?.signer}`];
};

/**
 * Says what is in a token and why it is not accepted: for administrators, for a caller is never told. The verifier decides;
 * `kinds` are what it lets in.
 */
export const inspectToken =
  (verifier: TokenVerifier, kinds: readonly TokenKind[], now: () => number = Date.now) =>
  async (token: string): Promise<TokenReport> => {
    const [header = null, claims = null] = objectsIn(token).map((part) => part && (part.value as Claims));
    try {
      return { header, claims, identity: await verifier.verify(token), faults: [] };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const faults = error.code === "unauthenticated" ? faultsOf(token, kinds, now()) : [error.message];
      return { header, claims, identity: null, faults };
    }
  };

export type InspectToken = ReturnType<typeof inspectToken>;

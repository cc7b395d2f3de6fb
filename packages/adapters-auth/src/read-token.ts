import { unauthenticated } from "@taskward/domain";
import { isAmbiguous, jsonObject } from "./json-object.js";

/** The longest token looked at, in characters. */
export const TOKEN_LENGTH = 8192;

// A type, not an interface: jose takes it for a record.
export type TokenHeader = { readonly alg: string; readonly kid?: string };

/** A token taken apart. Nothing of it is known to be true. */
export interface UnverifiedToken {
  readonly header: TokenHeader;
  readonly payload: object;
  /** Whether header and payload say everything once. Dear for a long token, so ask when the signature is right. */
  isUnambiguous(): boolean;
}

/** Only the one canonical spelling (RFC 4648, section 5, without padding) gives bytes; null for any other. */
export const fromBase64url = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, "base64url");
  return text !== "" && bytes.toString("base64url") === text ? bytes : null;
};

const ACCESS_TOKEN = /^(?:application\/)?(?:at\+)?jwt$/i;

/** RFC 8725, section 3.11: a token made for another purpose says so in `typ`, and must not be taken for an access token. */
export const isAccessToken = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === "string" && ACCESS_TOKEN.test(typ));

const isHeader = (header: object, algorithms: readonly string[]): header is TokenHeader => {
  const { alg, kid, typ }: { alg?: unknown; kid?: unknown; typ?: unknown } = header;
  return (
    typeof alg === "string" &&
    algorithms.includes(alg) &&
    (kid === undefined || typeof kid === "string") &&
    isAccessToken(typ) &&
    !Object.hasOwn(header, "crit")
  );
};

/**
 * Takes apart a token in JWS compact form (RFC 7515), stricter than the libraries: canonical base64url, UTF-8, objects,
 * one of the algorithms, no critical extension. Throws `unauthenticated`.
 */
export const readToken = (token: string, algorithms: readonly string[]): UnverifiedToken => {
  const segments = token.length > TOKEN_LENGTH ? [] : token.split(".", 4);
  if (segments.length !== 3) throw unauthenticated();
  const [headerBytes, payloadBytes, signature] = segments.map(fromBase64url);
  if (!headerBytes || !payloadBytes || !signature) throw unauthenticated();
  const head = jsonObject(headerBytes);
  if (!head || !isHeader(head.value, algorithms)) throw unauthenticated();
  const body = jsonObject(payloadBytes);
  if (!body) throw unauthenticated();
  return {
    header: head.value,
    payload: body.value,
    isUnambiguous: () => !isAmbiguous(head) && !isAmbiguous(body),
  };
};

import { createHmac, type KeyObject, sign } from "node:crypto";

const encode = (part: string | Uint8Array | object): string =>
  Buffer.from(typeof part === "string" || part instanceof Uint8Array ? part : JSON.stringify(part)).toString(
    "base64url",
  );

/** A token with exactly this header and payload, and whatever signature is made of the rest. */
export const mint = (
  header: string | Uint8Array | object,
  payload: string | Uint8Array | object,
  signature: (input: Buffer) => Uint8Array,
): string => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${encode(signature(Buffer.from(input)))}`;
};

export const hmac =
  (key: string | Uint8Array, digest = "sha256") =>
  (input: Buffer): Uint8Array =>
    createHmac(digest, key).update(input).digest();

/** Signs as RS256, ES256 and EdDSA do, each with a key of its kind. */
export const signedWith =
  (key: KeyObject) =>
  (input: Buffer): Uint8Array =>
    sign(key.asymmetricKeyType === "ed25519" ? null : "sha256", input, { key, dsaEncoding: "ieee-p1363" });

import { createHmac, createPublicKey, type JsonWebKey } from "node:crypto";

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (segment = ""): Record<string, unknown> => JSON.parse(String(Buffer.from(segment, "base64url")));

export const headerOf = (token: string): Record<string, unknown> => decoded(token.split(".")[0]);
export const payloadOf = (token: string): Record<string, unknown> => decoded(token.split(".")[1]);

export const hs256 = (payload: object, key: string | Buffer, header: object = {}): string => {
  const signed = `${encoded({ alg: "HS256", ...header })}.${encoded(payload)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
};

/** What anyone can make of a token and the key set that it is checked with, should a public key be taken for a secret. */
export const forgeries = async (jwksUrl: string, token: string): Promise<Record<string, string>> => {
  const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: JsonWebKey[] };
  const [key = {}] = keys;
  const publicKey = createPublicKey({ key, format: "jwk" });
  const macKeys = {
    "the raw key": Buffer.from(key.x ?? "", "base64url"),
    "the JWK": JSON.stringify(key),
    "the PEM": publicKey.export({ format: "pem", type: "spki" }),
    "the DER": publicKey.export({ format: "der", type: "spki" }),
  };
  return Object.fromEntries(
    Object.entries(macKeys).map(([name, macKey]) => [
      `a MAC made with ${name}`,
      hs256(payloadOf(token), macKey, { kid: key["kid"] }),
    ]),
  );
};

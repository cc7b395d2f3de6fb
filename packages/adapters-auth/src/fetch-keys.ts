import type { JWK, LocalJWKSet } from "jose";
import { jsonObject } from "./json-object.js";

/** More than any provider has: 256 kB, 100 keys. */
const LONGEST_ANSWER = 262_144;
const MOST_KEYS = 100;

const readAll = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new Error("the key set is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Secrets have no place in a key set; what is no key at all must not spoil the others. */
const isPublicKey = (key: unknown): key is JWK =>
  typeof key === "object" && key !== null && "kty" in key && ["OKP", "EC", "RSA"].includes(String(key.kty));

/**
 * Fetches a JSON Web Key Set (RFC 7517). Follows no redirect, so that the address configured is the one that counts.
 * Rejects when no keys have come after `timeout` milliseconds, body included.
 */
export const fetchKeys = async (url: string | URL, timeout: number): Promise<LocalJWKSet> => {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
    headers: { accept: "application/jwk-set+json, application/json" },
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error(`the key set was answered with status ${response.status}`);
  }
  const set: { keys?: unknown } | undefined = jsonObject(await readAll(response.body))?.value;
  const members: readonly unknown[] = Array.isArray(set?.keys) ? set.keys : [];
  const keys = members.slice(0, MOST_KEYS).filter(isPublicKey);
  if (keys.length === 0) throw new Error("the key set holds no public key");
  // Loaded here and in jwks-verifier.ts, because most start without a provider, and sooner without this.
  const { createLocalJWKSet } = await import("jose");
  return createLocalJWKSet({ keys });
};

import { DomainError, unauthenticated } from "@taskward/domain";
import type { CryptoKey, LocalJWKSet } from "jose";
import type { TokenHeader } from "./read-token.js";

/** Finds the key that a token's header names. */
export type KeySource = (header: TokenHeader) => Promise<CryptoKey>;

/** Between two fetches, whatever is asked and however they end, in milliseconds. */
const COOLDOWN = 30_000;
/** Older keys are fetched again while they go on being used: so a key taken back stops counting. */
const FRESH = 300_000;
/** Older keys are used only when new ones cannot be had. */
const STALE = 3_600_000;

/** The one key of the set that fits algorithm, use and `kid`; null when none does, or several do. */
const find = (keys: LocalJWKSet | null, header: TokenHeader): Promise<CryptoKey | null> =>
  keys === null ? Promise.resolve(null) : keys(header).catch(() => null);

/**
 * Remembers a provider's keys, for as long as it is away too, where jose's own `createRemoteJWKSet` fails once they are
 * ten minutes old. Rejects with `unauthenticated` for a key the provider does not have, with `unavailable` when that
 * cannot be told. `elapsed` is a clock in milliseconds that never goes back.
 */
export const rememberKeys = (load: () => Promise<LocalJWKSet>, elapsed: () => number): KeySource => {
  let keys: LocalJWKSet | null = null;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  /** Why the last fetch brought nothing; null when it did. */
  let failure: { readonly cause: unknown } | null = null;
  let underWay: Promise<void> | null = null;

  const fetchThem = async (): Promise<void> => {
    triedAt = elapsed();
    try {
      keys = await load();
      loadedAt = elapsed();
      failure = null;
    } catch (cause) {
      failure = { cause };
    } finally {
      underWay = null;
    }
  };

  const refresh = async (): Promise<void> => {
    if (underWay === null && elapsed() - triedAt >= COOLDOWN) underWay = fetchThem();
    await underWay;
  };

  const unavailable = (cause: unknown): DomainError =>
    new DomainError("unavailable", "The keys to check tokens with cannot be had at the moment", {
      cause,
      retryAfter: Math.max(1, Math.ceil((triedAt + COOLDOWN - elapsed()) / 1000)),
    });

  return async (header) => {
    const age = elapsed() - loadedAt;
    if (age > FRESH) {
      const refreshed = refresh();
      if (age > STALE) await refreshed;
    }
    const known = await find(keys, header);
    if (known) return known;
    await refresh();
    const found = await find(keys, header);
    if (found) return found;
    throw failure ? unavailable(failure.cause) : unauthenticated();
  };
};

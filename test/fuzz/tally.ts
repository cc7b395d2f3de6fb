import type { Endpoint } from "./endpoints.js";

// What comes before any operation is described once for all of them.
const PROTOCOL = new Set([405, 408, 417, 431]);

interface Excuse {
  readonly status: string;
  readonly applies: (endpoint: Endpoint) => boolean;
  readonly reason: string;
}

/** What no request can bring about. */
const EXCUSES: readonly Excuse[] = [
  { status: "500", applies: () => true, reason: "only a bug" },
  { status: "503", applies: () => true, reason: "only a database that is away, or a server that stops" },
  {
    status: "403",
    applies: ({ inPath }) => inPath.length === 0,
    reason: "only an administrator, who shuts an account",
  },
];

export interface Pair {
  readonly endpoint: Endpoint;
  readonly status: string;
  readonly times: number;
  /** Why it need not be seen; null: it must be. */
  readonly excuse: string | null;
}

/** What has been asked for so far, and how it was answered. */
export class Tally {
  readonly #seen = new Map<string, Map<string, number>>();
  /** Requests where the description has nothing: another path, another method. */
  elsewhere = 0;
  /** Connections on which something was sent that is no HTTP. */
  broken = 0;
  /** All requests, those that only prepared others included. */
  requests = 0;

  count(endpoint: Endpoint | null, status: number): void {
    if (endpoint === null) {
      this.elsewhere++;
      return;
    }
    const key = PROTOCOL.has(status) ? "default" : String(status);
    const seen = this.#seen.get(endpoint.key) ?? new Map<string, number>();
    this.#seen.set(endpoint.key, seen.set(key, (seen.get(key) ?? 0) + 1));
  }

  /** Every answer that the description has, and how often it was seen. */
  pairs(endpoints: readonly Endpoint[]): readonly Pair[] {
    return endpoints.flatMap((endpoint) =>
      endpoint.statuses.map((status) => ({
        endpoint,
        status,
        times: this.#seen.get(endpoint.key)?.get(status) ?? 0,
        excuse: EXCUSES.find((excuse) => excuse.status === status && excuse.applies(endpoint))?.reason ?? null,
      })),
    );
  }
}

/** The answers that should have been seen. */
export const unseen = (pairs: readonly Pair[]): readonly Pair[] =>
  pairs.filter(({ times, excuse }) => times === 0 && excuse === null);

import type { Counter, Counters, SignInLimit } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import { counterKey } from "./counter-key.js";
import { networkOf } from "./network.js";

const QUARTER = 900;
const HOUR = 3_600;
const DAY = 86_400;

const tooMany = (resetSeconds: number): DomainError =>
  new DomainError("rate_limited", "Too many attempts; try again later", { retryAfter: resetSeconds });

/**
 * Wrong tries: `tries` per account and address in 15 minutes, 100 per address in a day, 100 per account in an hour. A refused
 * try counts nowhere, so that who is shut out cannot use up what others have left. Nor does one that could not be counted
 * everywhere, for no password was looked at.
 */
export const signInLimit = (counters: Counters, tries = 5): SignInLimit => {
  const both = counters({ limit: tries, seconds: QUARTER });
  const byAddress = counters({ limit: 100, seconds: DAY });
  const byAccount = counters({ limit: 100, seconds: HOUR });

  /** What a try is counted under: first what shuts out one attacker, last what could shut out the owner of the account. */
  const places = (email: string, address: string): [Counter, string][] => {
    const network = networkOf(address);
    return [
      [both, counterKey("try", email, network)],
      [byAddress, counterKey("try from", network)],
      [byAccount, counterKey("try at", email)],
    ];
  };
  const giveBack = (taken: readonly [Counter, string][]): Promise<unknown> =>
    Promise.all(taken.map(([counter, key]) => counter.giveBack(key)));

  return {
    attempt: async (email, address) => {
      const taken: [Counter, string][] = [];
      try {
        for (const place of places(email, address)) {
          const [counter, key] = place;
          const { allowed, resetSeconds } = await counter.take(key);
          if (!allowed) throw tooMany(resetSeconds);
          taken.push(place);
        }
      } catch (error) {
        // The one that rejected may have counted as well; if it has not, giving it back would undo somebody's wrong try.
        await giveBack(taken).catch(() => undefined);
        throw error;
      }
    },
    succeeded: async (email, address) => {
      const [[, key], ...others] = places(email, address) as [[Counter, string], ...[Counter, string][]];
      await Promise.all([both.forget(key), giveBack(others)]);
    },
    release: async (email, address) => void (await giveBack(places(email, address))),
  };
};

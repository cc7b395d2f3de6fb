import type { Counters, SignUpLimit } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import { counterKey } from "./counter-key.js";
import { networkOf } from "./network.js";

const HOUR = 3_600;

/**
 * Five e-mail addresses an hour from one network address. Trying again with one of them counts no more, so that a repeated
 * request hears that the e-mail is taken, not that it came too often.
 */
export const signUpLimit = (counters: Counters, signUps = 5): SignUpLimit => {
  const byAddress = counters({ limit: signUps, seconds: HOUR });
  const emails = counters({ limit: 1, seconds: HOUR });

  return {
    take: async (address, email) => {
      const network = networkOf(address);
      const addressKey = counterKey("sign up from", network);
      const emailKey = counterKey("sign up", network, email);
      const { allowed, resetSeconds } = await byAddress.take(addressKey);
      if (!allowed) {
        if (await emails.has(emailKey)) return;
        throw new DomainError("rate_limited", "Too many sign-ups from your address; try again later", {
          retryAfter: resetSeconds,
        });
      }
      const isNew = (await emails.take(emailKey)).allowed;
      // One that is not remembered, for there is no room, is not known to have come before.
      if (!isNew && (await emails.has(emailKey))) await byAddress.giveBack(addressKey);
    },
  };
};

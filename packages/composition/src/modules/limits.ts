import { memoryCounters, requestLimit, signInLimit, signUpLimit } from "@taskward/adapters-auth";
import { ContainerModule } from "inversify";
import * as t from "../tokens.js";

/** How often somebody may try: counted together by all processes on one PostgreSQL, else by this one. */
export const limitModule = new ContainerModule(({ bind }) => {
  bind(t.SIGN_IN_LIMIT).toResolvedValue(
    ({ signInRateLimit }, { sharedCounters }) => signInLimit(sharedCounters ?? memoryCounters(), signInRateLimit),
    [t.SETTINGS, t.STORAGE],
  );
  bind(t.SIGN_UP_LIMIT).toResolvedValue(
    ({ sharedCounters }) => signUpLimit(sharedCounters ?? memoryCounters()),
    [t.STORAGE],
  );
  bind(t.REQUEST_LIMIT).toResolvedValue(
    ({ rateLimit, workers }, { sharedCounters }, report) => {
      if (rateLimit === 0) return null;
      // Counting together costs every request a statement: only where one user's requests come to several processes.
      const counters = workers > 1 && sharedCounters ? sharedCounters : memoryCounters();
      return requestLimit(counters, {
        limit: rateLimit,
        onFailure: (error) => report({ kind: "fault", requestId: null, error }),
      });
    },
    [t.SETTINGS, t.STORAGE, t.REPORT],
  );
});

import { setTimeout as pause } from "node:timers/promises";
import { exchange } from "../rig/exchange.js";
import { atMost, exactly, inRounds, none } from "../rig/figure.js";
import { answerFigures, isServed } from "../rig/judge.js";
import { KEY_FAULTS, startKeyServer } from "../rig/key-server.js";
import { longestRequest } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";

const COOLDOWN = 30_000;

export const scenario: Scenario = {
  name: "F29",
  title: "The identity provider's keys are not to be had, and tokens with unknown keys flood in",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const keys = await startKeyServer(rig);
      const settings = { JWT_JWKS_URL: keys.url, JWT_ISSUER: keys.issuer, JWT_AUDIENCE: keys.issuer };
      const server = await rig.serve({ DATABASE_URL: "memory:", ...settings });
      const since = performance.now();
      const load = rig.load({ url: server.url, seed, token: (user) => keys.token(user) });
      await load.until(200);
      const answers = new Set<number>();
      for (const fault of Object.values(KEY_FAULTS)) {
        keys.fault = fault;
        const until = performance.now() + (extent.short ? 1_000 : 12_000);
        while (performance.now() < until) {
          const token = keys.token("mallory", "another");
          answers.add((await exchange(server.url, undefined, { method: "GET", path: "/api/v1/tasks", token })).status);
          await pause(2);
        }
      }
      keys.fault = null;
      const log = await load.stop();
      const elapsed = performance.now() - since;
      return [
        none(
          "good tokens that failed",
          log.filter((one) => !isServed(one)).map(({ status }) => String(status)),
        ),
        atMost("times the keys were fetched", keys.fetches, 1 + Math.ceil(elapsed / COOLDOWN)),
        exactly(
          "answers to unknown keys",
          [...answers].filter((status) => status !== 401 && status !== 503).join(),
          "",
        ),
        longestRequest(log, 1_000),
        ...answerFigures(log),
      ];
    }),
};

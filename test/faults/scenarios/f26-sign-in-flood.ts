import { setTimeout as pause } from "node:timers/promises";
import { calmLoad, calmly, waitFigure } from "../process/latency.js";
import { residentMegabytes } from "../process/resources.js";
import { served } from "../process/served.js";
import { preloading } from "../process/spawned.js";
import { atLeast, atMost, type Figure, none } from "../rig/figure.js";
import { answerFigures } from "../rig/judge.js";
import type { Scenario } from "../rig/scenario.js";

const EVERY = 10;

interface Try {
  readonly status: number;
  readonly took: number;
}

/** One try, of an account and from an address of its own, so that no limit but that of hashing applies. */
const signIn = async (url: string, n: number): Promise<Try> => {
  const since = performance.now();
  const response = await fetch(`${url}/api/v1/auth/signin`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-For": `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` },
    body: JSON.stringify({ email: `nobody${n}@example.com`, password: "correct horse battery" }),
  });
  await response.arrayBuffer();
  return { status: response.status, took: performance.now() - since };
};

const flood = async (url: string, seconds: number): Promise<readonly Try[]> => {
  const tries: Promise<Try>[] = [];
  const since = performance.now();
  for (let n = 0; n < (seconds * 1000) / EVERY; n++) {
    await pause(Math.max(0, since + n * EVERY - performance.now()));
    tries.push(signIn(url, n));
  }
  return Promise.all(tries);
};

export const scenario: Scenario = {
  name: "F26",
  title: "a hundred people a second try passwords",
  short: false,
  run: async (rig, { seed, short }): Promise<readonly Figure[]> => {
    const { url: databaseUrl } = await rig.postgres();
    const server = await served(rig, {
      env: { DATABASE_URL: databaseUrl, TRUST_PROXY: "1", ...preloading("count-hashes") },
    });
    const { url } = server;
    await flood(url, 1);
    const before = await calmly(rig, { url, seed }, 4_000);
    const memory = residentMegabytes(server.pid);
    const load = calmLoad(rig, url, seed, "during");
    const tries = await flood(url, short ? 5 : 20);
    const grown = residentMegabytes(server.pid) - memory;
    const log = await load.stop();
    server.child.kill("SIGUSR2");
    const [, most] = await server.said(/hashes at once: (\d+)/);
    const refused = tries.filter(({ status }) => status === 429 || status === 503);
    return [
      atLeast("tries", tries.length, 100),
      none(
        "answers other than 401, 429 and 503",
        tries.filter(({ status }) => ![401, 429, 503].includes(status)).map(({ status }) => String(status)),
      ),
      atMost("hashes at once", Number(most), 4),
      atMost(
        `longest time to 429 or 503 (${refused.length})`,
        Math.max(0, ...refused.map(({ took }) => took)),
        1_000,
        "ms",
      ),
      waitFigure(log, before, 3),
      atMost("memory gained", grown, 100, "MB"),
      ...answerFigures(log),
    ];
  },
};

import { setTimeout as pause } from "node:timers/promises";
import { hostileClient } from "../process/hostile-client.js";
import { openFiles, residentMegabytes } from "../process/resources.js";
import { atLeast, atMost, type Figure } from "../rig/figure.js";
import { answerFigures, idleFigures } from "../rig/judge.js";
import type { Scenario } from "../rig/scenario.js";

const MINUTE = 60_000;
const EVERY = 2_000;

interface Sample {
  readonly minutes: number;
  readonly megabytes: number;
}

/** What is gained in a minute: the slope of the line that fits best. */
const slope = (samples: readonly Sample[]): number => {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ megabytes }) => megabytes)];
  const covariance = mean(({ minutes, megabytes }) => (minutes - x) * (megabytes - y));
  return covariance / mean(({ minutes }) => (minutes - x) ** 2);
};

/** A round is a minute of measuring; before that comes a third as long, at least one minute, to warm up. */
export const scenario: Scenario = {
  name: "F31",
  title: "usual and hostile clients for a long time (--rounds N: minutes)",
  short: false,
  rounds: 15,
  run: async (rig, { rounds: minutes, seed }): Promise<readonly Figure[]> => {
    const { url: databaseUrl } = await rig.postgres();
    const server = await rig.serve({ DATABASE_URL: databaseUrl });
    await idleFigures(server.url);
    const files = openFiles(server.pid);
    const load = rig.load({ url: server.url, seed, connections: 8, thinking: 30 });
    const hostile = Array.from({ length: 4 }, (_, n) => hostileClient(server.url, seed + n, 20));
    await pause(Math.max(1, minutes / 3) * MINUTE);
    const samples: Sample[] = [];
    const since = performance.now();
    while (performance.now() < since + minutes * MINUTE) {
      samples.push({ minutes: (performance.now() - since) / MINUTE, megabytes: residentMegabytes(server.pid) });
      await pause(EVERY);
    }
    const log = await load.stop();
    const bothers = (await Promise.all(hostile.map((client) => client.stop()))).reduce((sum, one) => sum + one, 0);
    const idle = await idleFigures(server.url);
    return [
      atLeast("usual requests", log.length, 1_000),
      atLeast("hostile connections", bothers, 1_000),
      atMost(`memory gained a minute, of ${samples.length} looks in ${minutes} minutes`, slope(samples), 0.5, "MB"),
      atMost("memory at most", Math.max(...samples.map(({ megabytes }) => megabytes)), 150, "MB"),
      atMost("open files more or fewer than before", Math.abs(openFiles(server.pid) - files), 2),
      ...answerFigures(log),
      ...idle,
    ];
  },
};

import { setTimeout as pause } from "node:timers/promises";
import { atLeast, atMost, type Figure, none } from "../rig/figure.js";
import { idleFigures, isServed } from "../rig/judge.js";
import type { Rig } from "../rig/rig.js";
import type { Extent } from "../rig/scenario.js";
import { Cumulated, isAcknowledgedWrite } from "./cumulated.js";

export interface KillRounds {
  readonly databaseUrl: string;
  /** Milliseconds within which it has to be ready again. */
  readonly readyWithin: number;
  /** Looks at what the killed server left, before it is started again. */
  left?(): Promise<readonly string[]>;
}

const WRITES = 500;
/** Milliseconds for which it must serve without a fault when all is over. */
const ALIVE = 2_000;

/** Kills a server under load and starts it again, round after round on the same store. */
export const killRounds = async (
  rig: Rig,
  { rounds, seed }: Extent,
  { databaseUrl, readyWithin, left = async () => [] }: KillRounds,
): Promise<readonly Figure[]> => {
  const server = await rig.serve({ DATABASE_URL: databaseUrl });
  const all = new Cumulated();
  const readyAfter: number[] = [];
  const broken: string[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= rounds; round++) {
    const load = rig.load({ url: server.url, seed: seed + 100 * round, name: `round${round}` });
    await load.until(WRITES, isAcknowledgedWrite);
    await server.stop("SIGKILL");
    const log = await load.stop();
    all.add(log);
    fewest = Math.min(fewest, log.filter(isAcknowledgedWrite).length);
    broken.push(...(await left()));
    readyAfter.push(await server.start());
    await all.check(server.url);
  }
  const last = rig.load({ url: server.url, seed, name: "afterwards" });
  await pause(ALIVE);
  const log = await last.stop();
  all.add(log);
  return [
    atLeast("acknowledged writes before each kill", fewest, WRITES),
    atMost("longest way from start to ready", Math.max(...readyAfter), readyWithin, "ms"),
    ...all.figures(rounds),
    none("broken indexes", broken),
    none(
      "requests not served afterwards",
      log.filter((one) => !isServed(one)).map(({ kind, status }) => `${kind} ${status}`),
    ),
    ...(await idleFigures(server.url)),
  ];
};

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openEmbedded } from "@taskward/adapters-pg";
import { Cumulated, isAcknowledgedWrite } from "../process/cumulated.js";
import { atMost, exactly, type Figure, none } from "../rig/figure.js";
import type { Scenario } from "../rig/scenario.js";

/** Where pg_control says how the database was left (DBState), and the value for an orderly end (DB_SHUTDOWNED). */
const STATE_OFFSET = 16;
const SHUT_DOWN = 1;

const stateOf = (store: string): number => readFileSync(join(store, "global", "pg_control")).readUInt32LE(STATE_OFFSET);

/** Milliseconds that opening the store takes. */
const openingTime = async (store: string): Promise<number> => {
  const since = performance.now();
  const { close } = await openEmbedded(store);
  const took = performance.now() - since;
  await close();
  return took;
};

export const scenario: Scenario = {
  name: "F16",
  title: "a server on the embedded store is asked to stop (SIGTERM) while it writes",
  short: false,
  rounds: 5,
  run: async (rig, { rounds, seed }): Promise<readonly Figure[]> => {
    const store = join(rig.directory, "store");
    const server = await rig.serve({ DATABASE_URL: `pglite:${store}` });
    const all = new Cumulated();
    const failures: string[] = [];
    const opening: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const load = rig.load({ url: server.url, seed: seed + 100 * round, name: `round${round}` });
      await load.until(200, isAcknowledgedWrite);
      const how = await server.stop();
      if (how !== 0) failures.push(`it ended with ${how}`);
      if (stateOf(store) !== SHUT_DOWN) failures.push(`the database was left in state ${stateOf(store)}`);
      const log = await load.stop();
      all.add(log);
      // Whoever meets a closed port has lost nothing; any other end of a request would be one that broke off.
      const broken = log.filter(({ status, fault }) => status === null && !fault?.includes("ECONNREFUSED"));
      failures.push(...broken.map(({ kind, fault }) => `${kind} ended by ${fault}`));
      opening.push(await openingTime(store));
      await server.start();
      await all.check(server.url);
    }
    return [
      none("ends that were not orderly", failures),
      exactly("rounds", opening.length, rounds),
      atMost("longest time to open the store again", Math.max(...opening), 1_000, "ms"),
      ...all.figures(rounds),
    ];
  },
};

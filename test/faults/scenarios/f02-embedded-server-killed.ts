import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { brokenIndexes } from "../process/check-indexes.js";
import { killRounds } from "../process/kill-rounds.js";
import type { Scenario } from "../rig/scenario.js";

export const scenario: Scenario = {
  name: "F2",
  title: "the server is killed (SIGKILL) under load, on the embedded store",
  short: true,
  rounds: 20,
  run: (rig, extent) => {
    const [store, copy] = [join(rig.directory, "store"), join(rig.directory, "copy")];
    // The copy is recovered and looked into, so that the server still finds what was left.
    const left = async (): Promise<readonly string[]> => {
      cpSync(store, copy, { recursive: true });
      const broken = await brokenIndexes(copy);
      rmSync(copy, { recursive: true });
      return broken;
    };
    return killRounds(rig, extent, { databaseUrl: `pglite:${store}`, readyWithin: 5_000, left });
  },
};

import { killRounds } from "../process/kill-rounds.js";
import type { Scenario } from "../rig/scenario.js";

export const scenario: Scenario = {
  name: "F1",
  title: "the server is killed (SIGKILL) under load, on PostgreSQL",
  short: true,
  rounds: 20,
  run: async (rig, extent) => {
    const { url } = await rig.postgres();
    return killRounds(rig, extent, { databaseUrl: url, readyWithin: 2_000 });
  },
};

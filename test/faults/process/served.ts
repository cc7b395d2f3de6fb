import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@taskward/testing";
import { isReady } from "../rig/is-ready.js";
import type { Rig } from "../rig/rig.js";
import { type Ending, type Spawned, type SpawnOptions, spawnTaskward } from "./spawned.js";

/** A server whose pipes and limits are the scenario's own, ready. */
export interface Served extends Spawned {
  readonly url: string;
  /** How it ended; null while it lives. */
  readonly ending: () => Ending | null;
}

const BETWEEN = 20;

/** Starts it and waits until it is ready; it is killed when the scenario ends. */
export const served = async (rig: Rig, options: SpawnOptions): Promise<Served> => {
  const port = await freePort();
  const env = { MIGRATE_ON_START: "on", ...options.env, PORT: String(port) };
  const spawned = spawnTaskward(["serve"], rig.directory, { ...options, env });
  rig.defer(() => spawned.child.kill("SIGKILL"));
  let ending: Ending | null = null;
  void spawned.ended.then((how) => {
    ending = how;
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (ending !== null) throw new Error(`taskward serve ended:\n${spawned.output()}`);
    await pause(BETWEEN);
  }
  return { ...spawned, url, ending: () => ending };
};

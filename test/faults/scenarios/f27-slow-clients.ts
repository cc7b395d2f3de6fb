import { setTimeout as pause } from "node:timers/promises";
import { tokenOf } from "../../support/token.js";
import { calmLoad, calmly, waitFigure } from "../process/latency.js";
import { openFiles } from "../process/resources.js";
import { served } from "../process/served.js";
import { type Slowness, slowSocket } from "../process/slow-socket.js";
import { exchange } from "../rig/exchange.js";
import { atMost, type Figure } from "../rig/figure.js";
import { answerFigures } from "../rig/judge.js";
import type { Scenario } from "../rig/scenario.js";

const KINDS: readonly Slowness[] = ["headers", "body", "reading"];
/** Milliseconds that a connection may linger after it was ended. */
const LINGER = 3_000;

/** Gives eve, whom no other client of this scenario is, a list that takes more than a megabyte. */
const makeLongList = async (url: string, token: string): Promise<void> => {
  const body = { title: "long", description: "x".repeat(1000) };
  for (let n = 0; n < 1000; n++) await exchange(url, undefined, { method: "POST", path: "/api/v1/tasks", token, body });
};

export const scenario: Scenario = {
  name: "F27",
  title: "clients are slow with headers, with bodies, with reading",
  short: false,
  run: async (rig, { seed, short }): Promise<readonly Figure[]> => {
    const server = await served(rig, { env: { DATABASE_URL: "memory:" } });
    const { url } = server;
    const token = tokenOf("slow");
    await makeLongList(url, token);
    const before = await calmly(rig, { url, seed }, 4_000);
    const files = openFiles(server.pid);
    const many = short ? 20 : 200;
    const load = calmLoad(rig, url, seed, "during");
    const lives = await Promise.all(
      KINDS.map((kind) => Promise.all(Array.from({ length: many }, () => slowSocket(url, kind, token)))),
    );
    const log = await load.stop();
    await pause(LINGER);
    return [
      ...KINDS.map((kind, n) =>
        atMost(`longest life of ${many} slow with ${kind}`, Math.max(...(lives[n] ?? [])), 20_000, "ms"),
      ),
      waitFigure(log, before, 2),
      atMost("open files more than before", Math.max(0, openFiles(server.pid) - files), 2),
      ...answerFigures(log),
    ];
  },
};

import { setTimeout as pause } from "node:timers/promises";
import { tokenOf } from "../../support/token.js";
import { calmLoad, calmly, waitFigure } from "../process/latency.js";
import { openFiles } from "../process/resources.js";
import { served } from "../process/served.js";
import { type Slowness, slowSocket } from "../process/slow-socket.js";
import { exchange } from "../rig/exchange.js";
import { atLeast, atMost, type Figure } from "../rig/figure.js";
import { answerFigures } from "../rig/judge.js";
import type { Scenario } from "../rig/scenario.js";

const KINDS: readonly Slowness[] = ["headers", "body", "reading"];
/** Milliseconds between two of a kind. */
const BETWEEN = 25;
/** Milliseconds for which others are watched while all of them are there. */
const HELD = 4_000;
/** Milliseconds that a connection may linger after it was ended. */
const LINGER = 3_000;

const slowLater = async (delay: number, ...slow: Parameters<typeof slowSocket>): Promise<number> => {
  await pause(delay);
  return slowSocket(...slow);
};

/** Gives a user whom no other client of this scenario is a list that takes more than a megabyte. */
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
    const slow = KINDS.map((kind) => Array.from({ length: many }, (_, n) => slowLater(n * BETWEEN, url, kind, token)));
    // Making those answers is work; what is looked at is whether it costs anything that nobody takes them.
    await pause(many * BETWEEN);
    const load = calmLoad(rig, url, seed, "during");
    await pause(HELD);
    const held = openFiles(server.pid) - files;
    const log = await load.stop();
    const lives = await Promise.all(slow.map((sockets) => Promise.all(sockets)));
    await pause(LINGER);
    return [
      ...KINDS.map((kind, n) =>
        atMost(`longest life of ${many} slow with ${kind}`, Math.max(...(lives[n] ?? [])), 20_000, "ms"),
      ),
      atLeast("connections held by them meanwhile", held, 2.5 * many),
      waitFigure(log, before, 2),
      atMost("open files more than before", Math.max(0, openFiles(server.pid) - files), 2),
      ...answerFigures(log),
    ];
  },
};

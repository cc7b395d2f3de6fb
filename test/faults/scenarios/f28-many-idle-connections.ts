import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { served } from "../process/served.js";
import { exchange } from "../rig/exchange.js";
import { atLeast, atMost, exactly, type Figure, none, under } from "../rig/figure.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

const READY = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

/** Asks once and stays connected; resolves to whether there was an answer. */
const idle = async (url: string, sockets: Socket[]): Promise<boolean> => {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  socket.write(READY);
  const answer = await Promise.race([once(socket, "data"), once(socket, "close").then(() => null)]).catch(() => null);
  return answer !== null;
};

/** What becomes of a new client, and how long it takes: an answer, or a connection that is ended. */
const newcomer = async (url: string): Promise<{ readonly outcome: string; readonly took: number }> => {
  const since = performance.now();
  const outcome = await exchange(url, undefined, { method: "GET", path: "/healthz" }).then(
    ({ status }) => String(status),
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  return { outcome, took: performance.now() - since };
};

const SERVED = "200";
const REFUSED = ["ECONNRESET", "ECONNREFUSED"];

const crowd = async (rig: Rig, many: number, openFiles?: number): Promise<readonly Figure[]> => {
  const server = await served(rig, { env: { DATABASE_URL: "memory:" }, ...(openFiles && { openFiles }) });
  const sockets: Socket[] = [];
  rig.defer(() => sockets.forEach((socket) => void socket.destroy()));
  const answered = (await Promise.all(Array.from({ length: many }, () => idle(server.url, sockets)))).filter(Boolean);
  const during = [];
  for (let n = 0; n < 20; n++) during.push(await newcomer(server.url));
  for (const socket of sockets) socket.destroy();
  const freed = performance.now();
  while ((await newcomer(server.url)).outcome !== SERVED && performance.now() < freed + 10_000) await pause(20);
  const allowed = openFiles === undefined ? [SERVED] : [SERVED, ...REFUSED];
  return [
    atLeast("idle connections", answered.length, openFiles === undefined ? many : openFiles / 2),
    none(
      "new clients neither served nor refused",
      during.map(({ outcome }) => outcome).filter((outcome) => !allowed.includes(outcome)),
    ),
    atMost("longest time until a new client knew", Math.max(...during.map(({ took }) => took)), 1_000, "ms"),
    atMost("time until new clients are served again", performance.now() - freed, 2_000, "ms"),
    exactly("server ended", String(server.ending()?.how ?? null), "null"),
  ];
};

export const scenario: Scenario = {
  name: "F28",
  title: "thousands of idle connections, and more of them than the server may have files open",
  short: false,
  run: async (rig) => [
    ...under("2000 connections", await crowd(rig, 2_000)),
    ...under("600 connections, ulimit -n 256", await crowd(rig, 600, 256)),
  ],
};

import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { tokenOf } from "../../support/token.js";
import { oneOf, seeded } from "../rig/random.js";

const HEAD = "HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer";

/** What nobody asks who means well, each time another one. */
const malice = (random: () => number): readonly string[] => {
  const garbage = Buffer.from(Array.from({ length: 40 }, () => Math.floor(random() * 256))).toString("latin1");
  const token = tokenOf("mallory");
  return [
    garbage,
    `GET /${garbage} HTTP/1.1\r\n\r\n`,
    `GET /api/v1/tasks ${HEAD} ${token}${Math.floor(random() * 1e9)}\r\n\r\n`,
    `GET /nowhere/${random()} ${HEAD} ${token}\r\n\r\n`,
    `GET /api/v1/tasks?limit=${random()} ${HEAD} ${token}\r\n\r\n`,
    `POST /api/v1/tasks ${HEAD} ${token}\r\nContent-Length: 9\r\n\r\n{"title":`,
    `POST /api/v1/tasks ${HEAD} ${token}\r\nContent-Length: 900000000\r\n\r\n{"title":`,
    `POST /api/v1/tasks ${HEAD} ${token}\r\nContent-Length: 5000\r\n\r\n${"[".repeat(5000)}`,
    `POST /api/v1/auth/signin ${HEAD} x\r\nContent-Length: 55\r\n\r\n{"email":"eve@example.com","password":"wrong password "}`,
  ];
};

/** Bothers a server, one connection after the other, until it is told to stop. */
export const hostileClient = (url: string, seed: number, between: number) => {
  const random = seeded(seed);
  let working = true;
  let connections = 0;
  const run = async (): Promise<void> => {
    while (working) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.on("error", () => {}).resume();
      socket.write(oneOf(random, malice(random)), "latin1");
      await pause(between);
      if (random() < 0.5) socket.destroy();
      else socket.resetAndDestroy();
      connections++;
    }
  };
  const done = run();
  return {
    stop: async (): Promise<number> => {
      working = false;
      await done;
      return connections;
    },
  };
};

import { connect } from "node:net";

/** How a client is slow: with its headers, with its body, or with reading the answers. */
export type Slowness = "headers" | "body" | "reading";

const EVERY = 500;
/** Answers of more than a megabyte each: more than the system takes off the server's hands. */
const ANSWERS = 5;

const openings = (token: string): Readonly<Record<Slowness, string>> => ({
  headers: "GET /api/v1/tasks HTTP/1.1\r\nHost: x\r\nX-Slow: ",
  body: `POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
  reading: `GET /api/v1/tasks?limit=1000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`.repeat(ANSWERS),
});

/** Connects, is slow, and resolves to the milliseconds until the server had enough of it. */
export const slowSocket = (url: string, slowness: Slowness, token: string): Promise<number> =>
  new Promise((resolve) => {
    const since = performance.now();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(openings(token)[slowness]);
    if (slowness === "reading") socket.pause();
    else socket.resume();
    // One who does not read learns of the end only by writing.
    const drip = setInterval(() => socket.write(slowness === "reading" ? "\r\n" : "a"), EVERY);
    socket.once("close", () => {
      clearInterval(drip);
      resolve(performance.now() - since);
    });
  });

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect } from "chai";
import { endUntakenAnswers } from "../src/untaken-answers.js";

/** More than the system takes off a server's hands for one connection. */
const LONG = Buffer.alloc(64 * 2 ** 20, "x");
const EVERY = 100;
const REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

describe("answers that nobody takes", () => {
  let server: Server;
  let sockets: Set<Socket>;
  let stop: () => void;
  let client: Socket;

  beforeEach(async () => {
    sockets = new Set();
    server = createServer((_req, res) => res.end(LONG));
    server.on("connection", (socket: Socket) => sockets.add(socket));
    stop = endUntakenAnswers(sockets, EVERY);
    await once(server.listen(0, "127.0.0.1"), "listening");
    client = connect((server.address() as AddressInfo).port, "127.0.0.1");
    client.on("error", () => {});
    await once(server, "connection");
  });
  afterEach(() => {
    stop();
    client.destroy();
    server.close();
  });

  /** Resolves when it has been looked at so often. */
  const looks = (many: number): Promise<void> =>
    new Promise((resolve) => {
      let count = 0;
      const looking = setInterval(() => {
        if (++count < many) return;
        clearInterval(looking);
        resolve();
      }, EVERY);
    });
  const accepted = (): Socket => [...sockets][0] as Socket;

  it("end the connection, even of a client that keeps sending", async () => {
    client.pause();
    client.write(REQUEST);
    const sending = setInterval(() => client.write("\r\n"), EVERY / 4);
    await once(accepted(), "close");
    clearInterval(sending);
    expect(accepted().bytesRead).to.be.above(REQUEST.length);
  });

  it("do not end that of a client that reads bit by bit", async () => {
    client.on("data", () => client.pause());
    const reading = setInterval(() => client.resume(), EVERY / 50);
    client.write(REQUEST);
    await looks(5);
    clearInterval(reading);
    expect(accepted().destroyed).to.equal(false);
    expect(accepted().writableLength).to.be.above(0);
  });

  it("do not end that of a client that has taken them and is idle", async () => {
    let received = 0;
    client.on("data", (chunk) => {
      received += chunk.length;
    });
    client.write(REQUEST);
    while (received < LONG.length) await once(client, "data");
    await looks(3);
    expect(accepted().destroyed).to.equal(false);
  });
});

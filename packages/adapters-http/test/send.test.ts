import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { createApp } from "../src/index.js";
import { ORIGIN, portsOn } from "./support/serve.js";

/** Has a connection tell how many texts it gives the system with each write. */
const watchWrites = (socket: Socket, writes: number[]): void => {
  const { _write: write, _writev: writev } = socket;
  socket._write = (...args) => {
    writes.push(1);
    write.apply(socket, args);
  };
  socket._writev = (...args) => {
    writes.push(args[0].length);
    writev?.apply(socket, args);
  };
};

describe("an answer", () => {
  let server: Server;
  let client: Socket;
  let writes: number[];

  const reconnect = (): void => {
    client = connect((server.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
  };

  beforeEach(async () => {
    writes = [];
    const app = createApp(portsOn(openMemoryStorage()), { corsOrigins: [ORIGIN], trustProxy: 0 });
    server = createServer(app.callback() as RequestListener);
    server.on("connection", (socket: Socket) => watchWrites(socket, writes));
    await once(server.listen(0, "127.0.0.1"), "listening");
    reconnect();
  });
  afterEach(() => {
    client.destroy();
    server.close();
  });

  /** All that comes until the connection is closed. */
  const said = async (requests: readonly string[]): Promise<string> => {
    client.write(requests.join(""));
    let text = "";
    for await (const more of client) text += String(more);
    return text;
  };
  const request = (line: string, headers = ""): string =>
    `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n${headers}\r\n`;
  const titled = (title: string, headers = ""): string => {
    const body = JSON.stringify({ title });
    const length = Buffer.byteLength(body);
    return `${request("POST /api/v1/tasks", `Content-Type: application/json\r\nContent-Length: ${length}\r\n${headers}`)}${body}`;
  };
  const CLOSE = "Connection: close\r\n";

  for (const title of ["Buy milk", "Купить молоко", "é"])
    it(`leaves in one write, with its head: ${title}`, async () => {
      const text = await said([titled(title, CLOSE)]);
      expect(writes).to.deep.equal([1]);
      expect(text)
        .to.match(/^HTTP\/1\.1 201 /)
        .and.to.contain(`"title":${JSON.stringify(title)}`);
      const [head = "", body = ""] = text.split("\r\n\r\n");
      expect(head).to.contain(`Content-Length: ${Buffer.byteLength(body)}\r\n`);
    });

  it("has no body to a HEAD, nor where there is none to have", async () => {
    await said([titled("Buy milk", CLOSE)]);
    reconnect();
    const text = await said([request("HEAD /api/v1/tasks/1"), request("DELETE /api/v1/tasks/1", CLOSE)]);
    expect(text.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(["HTTP/1.1 200", "HTTP/1.1 204"]);
    expect(text).to.not.contain("{");
  });

  it("comes in its turn, when many were asked for at once", async () => {
    const titles = Array.from({ length: 20 }, (_, i) => `task ${i}`);
    const text = await said([...titles.map((title) => titled(title)), request("GET /nope", CLOSE)]);
    expect(text.match(/task \d+/g)).to.deep.equal(titles);
    expect(text).to.contain("HTTP/1.1 404");
  });

  it("is of no consequence to a client that has gone", async () => {
    const asked = once(server, "request");
    client.write(titled("Buy milk"));
    const [, res] = (await asked) as [unknown, { socket: Socket }];
    res.socket.destroy();
    await once(client, "close");
    reconnect();
    expect(await said([request("GET /api/v1/tasks/1", CLOSE)])).to.contain("HTTP/1.1 200");
  });
});

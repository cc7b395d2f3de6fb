import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { answerClientErrors } from "../src/client-error.js";
import { badRequest } from "../src/errors.js";
import { responseHeaders } from "../src/headers.js";
import { refuseSocket } from "../src/refuse-socket.js";
import { Connection, request, withBody } from "./support/connection.js";

const headersFor = responseHeaders([], 0);

describe("answerClientErrors", () => {
  let server: Server;
  let connection: Connection;

  const serve = async (listener: RequestListener): Promise<void> => {
    server = createServer({ connectionsCheckingInterval: 10, requestTimeout: 60_000 }, listener);
    server.timeout = 20;
    answerClientErrors(server, headersFor);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    connection = await Connection.to((server.address() as AddressInfo).port);
  };

  afterEach(() => {
    connection.destroy();
    server.close();
  });

  it("tells who connects and says nothing that it is late", async () => {
    await serve(() => {});
    expect((await connection.next()).status).to.equal(408);
    await connection.closed();
  });

  it("tells who stops in the middle of a body that it is late", async () => {
    await serve((req) => req.resume());
    expect((await connection.send(withBody("POST /", "0123456789").slice(0, -1)).next()).status).to.equal(408);
    await connection.closed();
  });

  it("tells who is late with a whole request, however busily", async () => {
    await serve(() => {});
    server.requestTimeout = 50;
    server.timeout = 0;
    const late = await Connection.to((server.address() as AddressInfo).port);
    expect((await late.send("GET / HTTP/1.1\r\nX-Slow: ").next()).status).to.equal(408);
    await late.closed();
  });

  it("lets nobody wait in vain whose request is whole", async () => {
    await serve(({ socket }) => {
      server.once("timeout", () => refuseSocket(socket, badRequest("the answer"), headersFor));
    });
    expect((await connection.send(request("GET /")).next()).body.error.message).to.equal("the answer");
  });

  it("cuts off who does not read the answer", async () => {
    await serve((_req, res) => {
      res.writeHead(200).write(Buffer.alloc(50_000_000));
    });
    const asked = once(server, "request");
    connection.stall();
    const [{ socket }] = await asked;
    await once(socket, "close");
  });
});

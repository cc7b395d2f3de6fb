import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect } from "chai";
import { answerClientErrors } from "../src/client-error.js";
import { badRequest, noSuchRoute, refusalAnswer } from "../src/errors.js";
import { responseHeaders } from "../src/headers.js";
import { Turns } from "../src/in-turn.js";
import { refuseSocket } from "../src/refuse-socket.js";
import { Connection, request, withBody } from "./support/connection.js";

const headersFor = responseHeaders([], 0);
const BROKEN = request("POST /broken", { "Transfer-Encoding": "chunked" }, "zz\r\n");
const UNFINISHED = withBody("POST /unfinished", "0123456789").slice(0, -1);
const ANSWER = refusalAnswer(noSuchRoute(), "id");

describe("answerClientErrors", () => {
  let server: Server;
  let connection: Connection;

  const serve = async (listener: RequestListener, timeout = 20): Promise<void> => {
    const turns = new Turns();
    server = createServer({ connectionsCheckingInterval: 10, requestTimeout: 60_000 }, turns.inTurn(listener));
    server.timeout = timeout;
    answerClientErrors(server, { turns, headersFor });
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
      server.once("timeout", () => refuseSocket(socket, badRequest("the answer"), { headersFor, req: null }));
    });
    expect((await connection.send(request("GET /")).next()).body.error.message).to.equal("the answer");
  });

  it("bears that who has sent CONNECT resets the connection", async () => {
    await serve(() => {}, 0);
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const asked = once(server, "connect");
    client.write(request("CONNECT example.com:443"));
    const [, accepted] = await asked;
    const lost = new Promise((resolve) => accepted.once("close", resolve));
    client.resetAndDestroy();
    await lost;
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

  describe("after requests that are being worked on", () => {
    let begun: ServerResponse[];

    const begin = (res: ServerResponse): void => {
      const { status, headers, body } = ANSWER;
      res.writeHead(status, { ...headersFor(null, "id"), ...headers, "Content-Length": String(body?.length) });
      res.write(body?.slice(0, 10));
    };
    const end = (res?: ServerResponse): unknown => res?.end(ANSWER.body?.slice(10));
    const answer = (res: ServerResponse): void => {
      begin(res);
      end(res);
    };
    const paths = (): readonly unknown[] => begun.map(({ req }) => req.url);
    const sendBroken = async (text: string): Promise<void> => {
      const broken = once(server, "clientError");
      connection.send(text);
      await broken;
    };

    beforeEach(async () => {
      begun = [];
      await serve((_req, res) => {
        begun.push(res);
        server.emit("begun");
      }, 0);
    });

    it("tells what is broken when they are answered, does not begin it, and does not mind what more of it comes", async () => {
      await sendBroken(request("GET /1") + request("GET /2") + BROKEN);
      await sendBroken("more of it\r\n");
      const second = once(server, "begun");
      begun.forEach(answer);
      await second;
      expect((await connection.next()).status).to.equal(404);
      await sendBroken("and more\r\n");
      begun.slice(1).forEach(answer);
      expect((await connection.next()).status).to.equal(404);
      expect((await connection.next()).status).to.equal(400);
      expect(paths()).to.deep.equal(["/1", "/2"]);
      await connection.closed();
    });

    it("tells who says in the middle of a request that nothing more comes", async () => {
      const broken = once(server, "clientError");
      connection.send(request("GET /1") + UNFINISHED).end();
      await broken;
      begun.forEach(answer);
      expect((await connection.next()).status).to.equal(404);
      expect((await connection.next()).status).to.equal(400);
      expect(paths()).to.deep.equal(["/1"]);
      await connection.closed();
    });

    it("lets the answer end that has begun when its request breaks", async () => {
      const asked = once(server, "begun");
      connection.send(request("POST /", { "Transfer-Encoding": "chunked" }));
      await asked;
      begun.forEach(begin);
      await sendBroken("zz\r\n");
      end(begun[0]);
      expect((await connection.next()).status).to.equal(404);
      expect((await connection.next()).status).to.equal(400);
      await connection.closed();
    });

    it("tells who is late with a request when those before it are answered", async () => {
      const [asked, late] = [once(server, "begun"), once(server, "clientError")];
      connection.send(request("GET /1") + UNFINISHED);
      await asked;
      Object.assign(server, { headersTimeout: 50, requestTimeout: 50 });
      await late;
      begun.forEach(answer);
      expect((await connection.next()).status).to.equal(404);
      expect((await connection.next()).status).to.equal(408);
      await connection.closed();
    });

    it("has nothing left to do when the client has gone meanwhile", async () => {
      await sendBroken(request("GET /1") + BROKEN);
      const closed = begun.map((res) => once(res, "close"));
      connection.destroy();
      await Promise.all(closed);
      begun.forEach(answer);
      await once(server.close(), "close");
      expect(paths()).to.deep.equal(["/1"]);
    });
  });
});

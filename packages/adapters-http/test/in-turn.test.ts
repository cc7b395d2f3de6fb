import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect } from "chai";
import { Turns } from "../src/in-turn.js";

const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

describe("requests that do not wait for answers", () => {
  let server: Server;
  let begun: { readonly path: string; readonly res: ServerResponse }[];
  let tell: () => void;
  let clients: Socket[];

  beforeEach(async () => {
    begun = [];
    tell = () => {};
    clients = [];
    const serve = new Turns().inTurn((req, res) => {
      begun.push({ path: req.url ?? "", res });
      tell();
    });
    server = createServer(serve);
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  afterEach(() => {
    for (const client of clients) client.destroy();
    server.close();
  });

  const open = (): Socket => {
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
    clients.push(client);
    return client;
  };
  const paths = (): readonly string[] => begun.map(({ path }) => path);
  const until = async (many: number): Promise<void> => {
    while (begun.length < many)
      await new Promise<void>((resolve) => {
        tell = resolve;
      });
  };

  it("are begun one after the other, and those of another connection meanwhile", async () => {
    const client = open();
    let answers = "";
    client.on("data", (text) => {
      answers += text;
    });
    client.write(request("/1") + request("/2") + request("/3"));
    await until(1);
    open().write(request("/other"));
    await until(2);
    expect(paths()).to.deep.equal(["/1", "/other"]);
    for (const n of [0, 2, 3]) {
      await until(n + 1);
      begun[n]?.res.end(`answer to ${begun[n].path}`);
    }
    expect(paths()).to.deep.equal(["/1", "/other", "/2", "/3"]);
    while (!answers.includes("/3")) await once(client, "data");
    expect(answers.match(/answer to \/\d/g)).to.deep.equal(["answer to /1", "answer to /2", "answer to /3"]);
  });

  it("are not begun any more when their connection is lost", async () => {
    const client = open();
    client.write(request("/1") + request("/2"));
    await until(1);
    const lost = once(begun[0]?.res as ServerResponse, "close");
    client.destroy();
    await lost;
    begun[0]?.res.end();
    open().write(request("/other"));
    await until(2);
    expect(paths()).to.deep.equal(["/1", "/other"]);
  });
});

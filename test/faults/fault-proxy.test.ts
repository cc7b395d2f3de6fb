import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { type FaultProxy, openFaultProxy } from "./rig/fault-proxy.js";

describe("the fault proxy", () => {
  let echo: Server;
  let proxy: FaultProxy;
  let behind: Socket[];
  let open: Socket[];

  beforeEach(async () => {
    behind = [];
    open = [];
    echo = createServer({ allowHalfOpen: true }, (socket) => {
      behind.push(socket);
      socket.on("error", () => {});
      socket.on("data", (bytes) => socket.write(bytes));
    }).listen(0, "127.0.0.1");
    await once(echo, "listening");
    proxy = await openFaultProxy(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    for (const socket of [...open, ...behind]) socket.destroy();
    await proxy.close();
    echo.close();
    await once(echo, "close");
  });

  const dial = (port = Number(new URL(proxy.url).port)): Socket => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    open.push(socket);
    return socket;
  };
  const said = async (socket: Socket, text: string): Promise<string> => {
    socket.write(text);
    const [bytes] = (await once(socket, "data")) as [Buffer];
    return String(bytes);
  };

  /** However it closes. */
  const closing = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.on("close", resolve));

  it("passes bytes both ways", async () => {
    const socket = dial();
    expect(await said(socket, "milk")).to.equal("milk");
    expect(proxy.connections).to.equal(1);
  });

  it("delays bytes", async () => {
    const socket = dial();
    await said(socket, "milk");
    proxy.delay(40);
    const since = performance.now();
    expect(await said(socket, "bread")).to.equal("bread");
    expect(performance.now() - since).to.be.at.least(79);
  });

  it("lets a new connection through only after a while", async () => {
    proxy.connectAfter(40);
    const since = performance.now();
    expect(await said(dial(), "milk")).to.equal("milk");
    expect(performance.now() - since).to.be.at.least(39);
  });

  it("drops bytes that the server sends", async () => {
    const socket = dial();
    await said(socket, "milk");
    proxy.drop(2);
    expect(await said(socket, "bread")).to.equal("ead");
  });

  it("swallows everything without a word, and delivers it when that is over", async () => {
    const socket = dial();
    await said(socket, "milk");
    proxy.blackhole();
    const other = dial();
    await once(other, "connect");
    const heard = new Set<string>();
    const answers = [socket, other].map(async (from) => heard.add(await said(from, "bread")));
    const { port } = echo.address() as AddressInfo;
    for (let n = 0; n < 10; n++) await said(dial(port), "here");
    expect(heard.size).to.equal(0);
    proxy.pass();
    await Promise.all(answers);
    expect([...heard]).to.deep.equal(["bread"]);
  });

  it("resets connections on both sides", async () => {
    const socket = dial();
    await said(socket, "milk");
    const ends = [socket, behind[0] as Socket].map((end) => once(end, "error") as Promise<[NodeJS.ErrnoException]>);
    proxy.reset();
    const codes = (await Promise.all(ends)).map(([error]) => error.code);
    expect(codes).to.deep.equal(["ECONNRESET", "ECONNRESET"]);
  });

  it("closes one direction alone", async () => {
    const socket = dial();
    await said(socket, "milk");
    const ended = once(socket.resume(), "end");
    proxy.halfClose();
    await ended;
    const heard = once(behind[0] as Socket, "data");
    socket.write("bread");
    expect(String(await heard)).to.equal("bread");
  });

  it("cuts connections after so many bytes", async () => {
    const socket = dial();
    await said(socket, "milk");
    proxy.cutAfter(3);
    let got = "";
    socket.on("data", (bytes) => (got += bytes));
    socket.on("error", () => {});
    const closed = closing(socket);
    socket.write("bread");
    socket.on("end", () => socket.end());
    await closed;
    expect(got).to.equal("bre");
  });

  it("breaks a connection before a message gets through, or before it is answered", async () => {
    for (const [when, passes] of [
      ["before", false],
      ["after", true],
    ] as const) {
      const socket = dial();
      await said(socket, "milk");
      let heard = "";
      behind.at(-1)?.on("data", (bytes) => (heard += bytes));
      socket.on("error", () => {});
      proxy.breakAt(2, when);
      expect(await said(socket, "bread")).to.equal("bread");
      expect(proxy.isAboutToBreak).to.equal(true);
      let answered = "";
      socket.on("data", (bytes) => (answered += bytes));
      const closed = closing(socket);
      socket.write("eggs");
      await closed;
      expect([heard, answered, proxy.isAboutToBreak]).to.deep.equal([passes ? "breadeggs" : "bread", "", false]);
    }
  });
});

import type { IncomingMessage } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { openMemoryStorage } from "@taskward/adapters-memory";
import type { RequestEvent } from "@taskward/application";
import { expect } from "chai";
import { Door } from "../src/door.js";
import { Connection, request } from "./support/connection.js";
import { heldLists } from "./support/held-lists.js";
import { type Moment, moment } from "./support/moment.js";
import { portsOn, serve } from "./support/serve.js";

const LONG = 3_600_000;
const TASKS = "GET /api/v1/tasks";

/** A storage that is congested as long as the test says so, and requests that are answered one by one. */
const behindDoor = (patience = LONG) => {
  const state = { congested: false };
  const begun: { readonly path: string; readonly answered: Moment }[] = [];
  const door = new Door(() => state.congested, patience);
  const listener = door.before((req) => {
    const answered = moment();
    begun.push({ path: req.url ?? "", answered });
    return answered.hasCome;
  });
  const requests: { req: IncomingMessage; res: { destroyed: boolean } }[] = [];
  return {
    state,
    door,
    requests,
    paths: () => begun.map(({ path }) => path),
    ask: (...paths: string[]) => {
      for (const url of paths) {
        const one = { req: { url } as IncomingMessage, res: { destroyed: false } };
        requests.push(one);
        listener(one.req as Parameters<typeof listener>[0], one.res as unknown as Parameters<typeof listener>[1]);
      }
    },
    answer: async (path: string) => {
      begun.find((one) => one.path === path)?.answered.come();
      await turn();
    },
  };
};

describe("the door", () => {
  it("lets every request in at once while the storage is not congested", () => {
    const { ask, paths } = behindDoor();
    ask("/api/1", "/api/2", "/healthz");
    expect(paths()).to.deep.equal(["/api/1", "/api/2", "/healthz"]);
  });

  it("lets in the next for each that is answered, in their order", async () => {
    const { state, ask, answer, paths } = behindDoor();
    ask("/api/1", "/api/2");
    state.congested = true;
    ask("/api/3", "/api/4", "/api/5");
    expect(paths()).to.deep.equal(["/api/1", "/api/2"]);
    await answer("/api/2");
    expect(paths().slice(2)).to.deep.equal(["/api/3"]);
    await answer("/api/1");
    expect(paths().slice(2)).to.deep.equal(["/api/3", "/api/4"]);
  });

  it("lets nobody overtake those who are held, and in two for each when there is room again", async () => {
    const { state, ask, answer, paths } = behindDoor();
    ask("/api/1");
    state.congested = true;
    ask("/api/2", "/api/3", "/api/4");
    state.congested = false;
    ask("/api/5");
    expect(paths()).to.deep.equal(["/api/1"]);
    await answer("/api/1");
    expect(paths()).to.deep.equal(["/api/1", "/api/2", "/api/3"]);
    await answer("/api/3");
    expect(paths()).to.deep.equal(["/api/1", "/api/2", "/api/3", "/api/4", "/api/5"]);
    ask("/api/6");
    expect(paths().at(-1)).to.equal("/api/6");
  });

  it("is open to probes and whatever else is not the API's", () => {
    const { state, ask, paths } = behindDoor();
    state.congested = true;
    ask("/api/1", "/healthz", "/readyz", "/metrics", "/");
    expect(paths()).to.deep.equal(["/healthz", "/readyz", "/metrics", "/"]);
  });

  it("holds nobody for longer than they are to be held, though none is answered", async () => {
    const { state, ask, paths } = behindDoor(1);
    state.congested = true;
    ask("/api/1", "/api/2");
    while (paths().length < 2) await turn();
    expect(paths()).to.deep.equal(["/api/1", "/api/2"]);
  });

  it("begins nothing for a client who has gone", async () => {
    const { state, requests, ask, answer, paths } = behindDoor();
    ask("/api/1");
    state.congested = true;
    ask("/api/2", "/api/3", "/api/4");
    for (const gone of requests.slice(1, 3)) gone.res.destroyed = true;
    await answer("/api/1");
    expect(paths()).to.deep.equal(["/api/1", "/api/4"]);
  });

  describe("while connections arrive", () => {
    it("begins nothing, and lets all of them in, in their order, when a turn has brought none", async () => {
      const { door, ask, paths } = behindDoor();
      ask("/api/1");
      for (const path of ["/api/2", "/api/3", "/api/4"]) {
        door.connected();
        ask(path);
        await turn();
      }
      expect(paths()).to.deep.equal(["/api/1"]);
      await turn();
      expect(paths()).to.deep.equal(["/api/1", "/api/2", "/api/3", "/api/4"]);
    });

    it("is open to probes", () => {
      const { door, ask, paths } = behindDoor();
      door.connected();
      ask("/api/1", "/healthz");
      expect(paths()).to.deep.equal(["/healthz"]);
    });

    it("lets in nobody for one that is answered", async () => {
      const { door, ask, answer, paths } = behindDoor();
      ask("/api/1");
      door.connected();
      ask("/api/2");
      await answer("/api/1");
      expect(paths()).to.deep.equal(["/api/1"]);
      await turn();
      expect(paths()).to.deep.equal(["/api/1", "/api/2"]);
    });

    it("lets in no more at once than there is room for, and the rest as those are answered", async () => {
      const { door, ask, answer, paths } = behindDoor();
      door.connected();
      ask(...Array.from({ length: 100 }, (_, n) => `/api/${n}`));
      await turn();
      await turn();
      expect(paths()).to.have.length(32);
      await answer("/api/0");
      expect(paths()).to.have.length(34);
    });

    it("leaves those who wait for a congested storage where they are", async () => {
      const { state, door, ask, answer, paths } = behindDoor();
      ask("/api/1");
      state.congested = true;
      ask("/api/2");
      door.connected();
      await turn();
      await turn();
      expect(paths()).to.deep.equal(["/api/1"]);
      await answer("/api/1");
      expect(paths()).to.deep.equal(["/api/1", "/api/2"]);
    });

    it("holds nobody for longer than they are to be held, though connections never cease", async () => {
      const { door, ask, answer, paths } = behindDoor(1);
      const goOn = async (begun: number): Promise<void> => {
        while (paths().length < begun) {
          door.connected();
          await turn();
        }
      };
      door.connected();
      ask("/api/1", "/api/2");
      await goOn(2);
      await answer("/api/1");
      ask("/api/3");
      await goOn(3);
      expect(paths()).to.deep.equal(["/api/1", "/api/2", "/api/3"]);
    });
  });

  it("knows when a request arrived that was held", () => {
    const { state, door, requests, ask } = behindDoor();
    state.congested = true;
    ask("/api/1");
    const later = performance.now();
    door.open();
    const [held] = requests;
    expect(door.arrivalOf(held?.req as IncomingMessage)).to.be.at.most(later);
    expect(door.arrivalOf({} as IncomingMessage)).to.be.at.least(later);
  });

  describe("of a server", () => {
    /** A congested storage that answers when the test says so. */
    const congested = async () => {
      const { listTasks, asked, release } = heldLists(portsOn(openMemoryStorage()));
      let isCongested = false;
      const api = await serve({ listTasks, congested: () => isCongested });
      const first = (await Connection.to(api.port)).send(request(TASKS));
      await asked.hasCome;
      isCongested = true;
      return { api, first, release };
    };

    /** Resolves when the server has read what this connection sent. */
    const held = async (port: number): Promise<Connection> => {
      const connection = (await Connection.to(port)).send(request(TASKS));
      expect((await (await Connection.to(port)).send(request("GET /healthz")).next()).status).to.equal(200);
      return connection;
    };

    it("counts the time for which a request was held", async () => {
      const { api, first, release } = await congested();
      const second = await held(api.port);
      const began = performance.now();
      for (let turns = 0; turns < 20; turns++) await turn();
      const waited = performance.now() - began;
      release.come();
      await Promise.all([first.next(), second.next()]);
      const events = api.events.filter((event): event is RequestEvent => event.kind === "request");
      const lists = events.filter(({ path }) => path === "/api/v1/tasks");
      expect(lists).to.have.length(2);
      expect(lists.at(-1)?.milliseconds).to.be.at.least(waited);
      await api.close();
    });

    it("answers those it holds, too, when the server stops", async () => {
      const { api, first, release } = await congested();
      const second = await held(api.port);
      const stopped = api.stop(10);
      release.come();
      for (const connection of [first, second]) expect((await connection.next()).status).to.equal(200);
      expect(await stopped).to.equal(true);
    });

    it("answers 503 to them when they cannot be waited for any longer", async () => {
      const { api, first, release } = await congested();
      const second = await held(api.port);
      const stopped = api.stop(0);
      for (const connection of [first, second]) expect((await connection.next()).status).to.equal(503);
      expect(await stopped).to.equal(false);
      release.come();
    });
  });
});

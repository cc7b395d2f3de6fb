import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";
import { connect, migrateUp } from "@taskward/adapters-pg";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { missingMigrations } from "../src/reach-database.js";

const FOREVER = 3_600_000;

const changed = (url: string, change: Partial<Pick<URL, "hostname" | "pathname" | "port">>): string =>
  Object.assign(new URL(url), change).href;

/** What comes of waiting for the database at a URL: the names of the migrations it lacks, or the reason why it cannot be used. */
const outcome = async (url: string, patience: number): Promise<readonly string[] | string> => {
  const database = connect({ url, poolMax: 1 });
  try {
    return await missingMigrations(database, patience);
  } catch (error) {
    return (error as Error).message;
  } finally {
    await database.close();
  }
};

describe("a database that the server starts with", () => {
  let url: string;

  before(async () => {
    url = await createDatabase();
  });

  it("says which migrations it lacks", async () => {
    expect(await outcome(url, 0)).to.include("0001-users-and-tasks");
    const database = connect({ url, poolMax: 1 });
    await migrateUp(database);
    await database.close();
    expect(await outcome(url, 0)).to.deep.equal([]);
  });

  it("is waited for while it does not answer yet", async () => {
    const { hostname, port } = new URL(url);
    let refused = 0;
    const sockets = new Set<Socket>();
    const late = createServer((client) => {
      if (refused++ === 0) return client.destroy();
      const server = dial(Number(port), hostname);
      sockets.add(client).add(server);
      return client
        .on("error", () => {})
        .pipe(server)
        .on("error", () => {})
        .pipe(client);
    });
    await once(late.listen(0, "127.0.0.1"), "listening");
    const there = changed(url, { port: `${(late.address() as AddressInfo).port}` });
    expect(await outcome(there, FOREVER)).to.be.an("array");
    expect(refused).to.be.greaterThan(1);
    for (const socket of sockets) socket.destroy();
    late.close();
  });

  it("is given up when the time is over, with the reason", async () => {
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, "close");
    // A name may stand for several addresses, each of which refuses.
    const there = changed(url, { hostname: "localhost", port: `${port}` });
    expect(await outcome(there, 0)).to.match(/^The database cannot be reached: connect ECONNREFUSED/);
  });

  it("is given up when it says nothing, or hangs up, with a reason that is not Knex's", async () => {
    for (const [answer, reason] of [
      [() => {}, "it did not answer in time"],
      [(client: Socket) => client.destroy(), "Connection terminated unexpectedly"],
    ] as const) {
      const clients = new Set<Socket>();
      const strange = createServer((client) => {
        clients.add(client);
        answer(client);
      });
      await once(strange.listen(0, "127.0.0.1"), "listening");
      const there = changed(url, { port: `${(strange.address() as AddressInfo).port}` });
      expect(await outcome(there, 0)).to.equal(`The database cannot be reached: ${reason}`);
      for (const client of clients) client.destroy();
      strange.close();
    }
  });

  it("is not waited for when it is not there on a server that is", async () => {
    const nowhere = changed(url, { pathname: "/taskward_nowhere" });
    expect(await outcome(nowhere, FOREVER)).to.match(
      /^The database refused: database "taskward_nowhere" does not exist/,
    );
  });
});

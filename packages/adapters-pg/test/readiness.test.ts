import type { Storage } from "@taskward/application";
import { openNetwork } from "@taskward/testing";
import { expect } from "chai";
import { connect } from "../src/connect.js";
import { openPgStorage } from "../src/index.js";
import { migrateUp } from "../src/migrate.js";
import { outcomes } from "./support/outcomes.js";
import { openServer, type Server } from "./support/server.js";

describe("a storage's readiness", () => {
  let server: Server;
  let storage: Storage;

  const open = (url: string) => {
    const database = connect({ url, poolMax: 1 });
    storage = openPgStorage(database);
    return database;
  };

  beforeEach(async () => {
    server = await openServer();
  });
  afterEach(async () => {
    await storage.close();
    await server.close();
  });

  it("comes with the last migration, and goes with it", async () => {
    const database = open(server.url);
    expect(await outcomes([storage.ready()])).to.deep.equal(["unavailable"]);
    await migrateUp(database);
    expect(await outcomes([storage.ready()])).to.deep.equal(["done"]);
    await server.ask("delete from knex_migrations where id = (select max(id) from knex_migrations)");
    expect(await outcomes([storage.ready()])).to.deep.equal(["unavailable"]);
  });

  it("bears a migration that only a newer version knows", async () => {
    await migrateUp(open(server.url));
    await server.ask("insert into knex_migrations (name) values ('9999-newer')");
    expect(await outcomes([storage.ready()])).to.deep.equal(["done"]);
  });

  it("is denied in time when the database is stuck, which is asked one question only", async () => {
    await migrateUp(open(server.url));
    await storage.ready();
    await server.lock("lock table knex_migrations");
    const asked = Array.from({ length: 50 }, () => storage.ready());
    expect(new Set(await outcomes(asked))).to.deep.equal(new Set(["unavailable"]));
    expect((await server.backends()).filter(({ waits }) => waits)).to.have.length(1);
    await server.unlock();
    expect(await outcomes([storage.ready()])).to.deep.equal(["done"]);
  });

  it("is denied while the network swallows everything", async () => {
    const network = await openNetwork(server.url);
    await migrateUp(open(network.url));
    network.swallow();
    expect(await outcomes([storage.ready()])).to.deep.equal(["unavailable"]);
    network.heal();
    await network.refuse();
  });
});

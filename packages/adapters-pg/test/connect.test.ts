import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { connect } from "../src/connect.js";

const SSL_REQUEST = 80_877_103;

/** The first message that a server at this URL gets: what is asked for, or "TLS". The connection is then cut. */
const firstMessage = async (query: string): Promise<Record<string, string> | "TLS"> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const database = connect({ url: `postgres://ann:secret@127.0.0.1:${port}/tasks${query}` });
  const asked = database.knex.raw("select 1").catch(() => {});
  const [socket] = (await once(server, "connection")) as [Socket];
  const [bytes] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  await asked;
  await database.close();
  server.close();
  if (bytes.readInt32BE(4) === SSL_REQUEST) return "TLS";
  const words = bytes.subarray(8).toString().split("\0");
  return Object.fromEntries(
    words.flatMap((word, n) => (n % 2 === 0 && word !== "" ? [[word, words[n + 1] ?? ""]] : [])),
  );
};

describe("a connection to a PostgreSQL server", () => {
  it("asks for nothing that PgBouncer or Neon's pooler would refuse", async () => {
    const message = await firstMessage("");
    const allowed = ["user", "database", "application_name", "client_encoding", "TimeZone", "DateStyle"];
    expect(allowed).to.include.members(Object.keys(message));
    expect(message).to.include({ user: "ann", database: "tasks", application_name: "taskward" });
  });

  it("asks in PostgreSQL's own words, so that PgBouncer does not see a difference and set it again each time", async () => {
    const message = (await firstMessage("")) as Record<string, string>;
    const database = connect({ url: await createDatabase() });
    for (const name of ["TimeZone", "DateStyle", "client_encoding"]) {
      const { rows } = await database.knex.raw("select current_setting(?) as text", [name]);
      expect(message[name], name).to.equal(rows[0].text);
    }
    await database.close();
  });

  it("leaves the name to whoever writes one into the URL", async () => {
    expect(await firstMessage("?application_name=mine")).to.include({ application_name: "mine" });
  });

  it("is encrypted when the URL says so, and does not speak of it", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on("warning", listen);
    for (const mode of ["require", "verify-ca", "verify-full", "no-verify", "prefer"])
      expect(await firstMessage(`?sslmode=${mode}&channel_binding=require`), mode).to.equal("TLS");
    expect(await firstMessage("?sslmode=disable")).to.include({ user: "ann" });
    process.off("warning", listen);
    expect(warnings).to.deep.equal([]);
  });

  it("tells times in UTC, in ISO form, whatever the server's defaults", async () => {
    const database = connect({ url: await createDatabase() });
    const { rows } = await database.knex.raw("select timestamptz '2026-01-31 12:00:00.5Z'::text as at");
    expect(rows).to.deep.equal([{ at: "2026-01-31 12:00:00.5+00" }]);
    await database.close();
  });

  it("is replaced when the server ends it while it is idle", async () => {
    const url = await createDatabase();
    const [database, administrator] = [connect({ url }), connect({ url })];
    const { client } = database.knex;
    const idle = await client.acquireConnection();
    await client.releaseConnection(idle);
    const ended = new Promise((resolve) => idle.once("end", resolve));
    await administrator.knex.raw("select pg_terminate_backend(?)", [idle.processID]);
    await ended;
    expect((await database.knex.raw("select pg_backend_pid() as pid")).rows[0].pid).to.not.equal(idle.processID);
    await Promise.all([database.close(), administrator.close()]);
  });

  it("is opened when something is asked for the first time", async () => {
    const database = connect({ url: await createDatabase() });
    const { pool } = database.knex.client;
    expect(pool.numUsed() + pool.numFree()).to.equal(0);
    await database.knex.raw("select 1");
    expect(pool.numUsed() + pool.numFree()).to.equal(1);
    await database.close();
    await database.close();
  });
});

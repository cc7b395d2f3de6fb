import { expect } from "chai";
import pg from "pg";
import { type PrivateServer, startPrivateServer } from "../src/index.js";

const answerOf = async (url: string, text: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 200 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows[0]?.[0];
  } finally {
    await client.end();
  }
};

const describeOnLinux = (title: string, suite: () => void): void => {
  // The server's processes are found, to be stalled, by way of /proc.
  if (process.platform === "linux") describe(title, suite);
};

describeOnLinux("a PostgreSQL server of one's own", () => {
  let server: PrivateServer;

  before(async () => {
    server = await startPrivateServer({ parameters: { max_connections: 17 } });
  });
  after(() => server.close());

  it("has the parameters that it was given", async () => {
    expect(await answerOf(server.url, "show max_connections")).to.equal("17");
  });

  for (const how of ["smart", "fast", "immediate"] as const)
    it(`answers no more when it is stopped (${how}), and has its data when it is started again`, async () => {
      await answerOf(server.url, `create table ${how} as select 1`);
      await server.stop(how);
      const refusal = await answerOf(server.url, "select 1").catch((error: unknown) => error);
      expect(refusal).to.have.property("code", "ECONNREFUSED");
      await server.start();
      expect(await answerOf(server.url, `select count(*)::int from ${how}`)).to.equal(1);
    });

  it("says nothing while it is stalled, and goes on afterwards", async () => {
    server.stall();
    const silence = await answerOf(server.url, "select 1").catch((error: unknown) => error);
    expect(silence).to.be.instanceOf(Error).with.property("message").that.includes("timeout");
    server.resume();
    expect(await answerOf(server.url, "select 2")).to.equal(2);
  });
});

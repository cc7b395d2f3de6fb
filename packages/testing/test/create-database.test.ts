import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import pg from "pg";
import { createDatabase } from "../src/index.js";

const tablesIn = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select count(*)::int as tables from pg_tables where schemaname = 'public'");
    await client.query("create table mine ()");
    return rows[0].tables;
  } finally {
    await client.end();
  }
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
};

describe("a database for tests", () => {
  it("is empty and nobody else's", async () => {
    const [ann, bob] = await Promise.all([createDatabase(), createDatabase()]);
    expect(await tablesIn(ann)).to.equal(0);
    expect(await tablesIn(bob)).to.equal(0);
  });

  it("leaves no server behind when those who use it are killed", async () => {
    const library = fileURLToPath(new URL("../src/index.js", import.meta.url));
    const script = `import { createDatabase } from ${JSON.stringify(library)};
      console.log(await createDatabase());
      setInterval(() => {}, 1000);`;
    const { TEST_DATABASE_URL: _, ...env } = process.env;
    const user = spawn(process.execPath, ["--input-type=module", "--eval", script], { env });
    const [url] = (await once(createInterface(user.stdout), "line")) as [string];
    expect(await answers(url)).to.equal(true);
    user.kill("SIGKILL");
    await once(user, "exit");
    while (await answers(url));
  });
});

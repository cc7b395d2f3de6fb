import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openAdministration, openTaskward, readSettings, type Taskward, type TaskwardOptions } from "../src/index.js";
import { bareStoreCopy, storeCopy } from "./support/store-copy.js";

const SCRIPT = fileURLToPath(new URL("processes/work-and-close.js", import.meta.url));
const SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";

describe("Taskward in a program", () => {
  const embedded = async (copy = storeCopy()): Promise<TaskwardOptions> => ({ databaseUrl: `pglite:${await copy}` });

  /** What the script has printed, and its exit code, if it ever ended by itself. */
  const runToItsEnd = async (options: TaskwardOptions): Promise<readonly [printed: string, code: number]> => {
    const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
    const kill = (): unknown => child.kill("SIGKILL");
    process.once("exit", kill);
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
    process.off("exit", kill);
    return [printed, code];
  };

  const stores: Readonly<Record<string, () => Promise<TaskwardOptions>>> = {
    "in memory": async () => ({ databaseUrl: "memory:" }),
    "on an embedded store": () => embedded(),
    "on a PostgreSQL server": async () => ({
      databaseUrl: await createDatabase(),
      betterAuthSecret: SECRET,
      migrateOnStart: true,
    }),
  };
  for (const [where, options] of Object.entries(stores))
    it(`leaves nothing behind that would hold the process, ${where}, and prints nothing`, async () => {
      expect(await runToItsEnd(await options())).to.deep.equal(["201 200 200 200 200 200, nobody listens\n", 0]);
    });

  const titles = async (taskward: Taskward): Promise<string[]> =>
    (await taskward.as("ann").tasks.list()).tasks.map(({ title }) => title);

  it("may be there several times, each with a store of its own", async () => {
    const stores = [await embedded(), await embedded(), { databaseUrl: "memory:" }];
    const several = await Promise.all(stores.map(openTaskward));
    for (const [n, taskward] of several.entries()) await taskward.as("ann").tasks.create({ title: `in ${n}` });
    expect(await Promise.all(several.map(titles))).to.deep.equal([["in 0"], ["in 1"], ["in 2"]]);
    await several[0]?.close();
    expect(await Promise.all(several.slice(1).map(titles))).to.deep.equal([["in 1"], ["in 2"]]);
    await Promise.all(several.map((taskward) => taskward.close()));
  });

  it("has an embedded store to itself until it is closed, and finds everything in it afterwards", async () => {
    const store = await embedded();
    const first = await openTaskward(store);
    await first.as("ann").tasks.create({ title: "Buy milk" });
    const second = await openTaskward(store).catch(String);
    expect(second).to.match(new RegExp(`process ${process.pid}\\b`));
    expect(await titles(first)).to.deep.equal(["Buy milk"]);
    await first.close();
    const third = await openTaskward(store);
    expect(await titles(third)).to.deep.equal(["Buy milk"]);
    await third.close();
  });

  it("lets go of the store when it cannot be opened after all", async () => {
    const store = await embedded(bareStoreCopy());
    const refused = await openTaskward({ ...store, migrateOnStart: false }).catch(String);
    expect(refused).to.include("migrat");
    const taskward = await openTaskward(store);
    expect(await titles(taskward)).to.deep.equal([]);
    await taskward.close();
  });

  it("lets go of the store when the secret beside it is damaged", async () => {
    const directory = await storeCopy();
    writeFileSync(`${directory}.secret`, "half a");
    const refused = await openTaskward({ databaseUrl: `pglite:${directory}` }).catch(String);
    expect(refused).to.include("does not hold a secret");
    const administration = openAdministration(readSettings({ DATABASE_URL: `pglite:${directory}` }));
    expect(await administration.catch(String)).to.include("does not hold a secret");
    rmSync(`${directory}.secret`);
    const taskward = await openTaskward({ databaseUrl: `pglite:${directory}` });
    expect(await titles(taskward)).to.deep.equal([]);
    await taskward.close();
  });
});

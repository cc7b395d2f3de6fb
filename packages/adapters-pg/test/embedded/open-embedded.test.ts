import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import type { Database } from "../../src/database.js";
import { StoreInUse } from "../../src/embedded/directory-lock.js";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { UnusableStore } from "../../src/embedded/unusable-store.js";
import { upkeep } from "../../src/embedded/upkeep.js";
import { migrateUp } from "../../src/migrate.js";
import { startChild } from "../support/child.js";
import { storeCopy } from "../support/store-copy.js";

const userIds = async ({ knex }: Database): Promise<string[]> => {
  const rows: { id: string }[] = await knex("users").select("id");
  return rows.map(({ id }) => id);
};

const refusal = async (directory: string): Promise<string> => {
  try {
    const database = await openEmbedded(directory);
    await database.close();
    return "opened";
  } catch (error) {
    if (error instanceof UnusableStore || error instanceof StoreInUse) return error.message;
    throw error;
  }
};

describe("an embedded store", () => {
  describe("started for the first time", () => {
    it("makes its directory and those above it, for their owner alone", async () => {
      const above = join(temporaryDirectory(), "above");
      const directory = join(above, "store");
      const database = await openEmbedded(directory);
      await migrateUp(database);
      expect(await userIds(database)).to.deep.equal([]);
      await database.close();
      for (const made of [above, directory]) expect(statSync(made).mode & 0o777).to.equal(0o700);
    });

    it("takes an empty directory that is there, and begins anew what another start was killed over", async () => {
      const directory = temporaryDirectory();
      const killed = startChild("migrate-and-die", directory);
      const marker = join(directory, "taskward.unfinished");
      while (!existsSync(marker) || readdirSync(directory).length < 3) await new Promise(setImmediate);
      killed.kill("SIGKILL");
      await killed.ended;
      mkdirSync(join(directory, "base"));
      writeFileSync(join(directory, "PG_VERSION"), "half a");
      const database = await openEmbedded(directory);
      await migrateUp(database);
      expect(await userIds(database)).to.deep.equal([]);
      await database.close();
      expect(readdirSync(directory).filter((name) => name.startsWith("taskward.new"))).to.deep.equal([]);
      expect(existsSync(marker)).to.equal(false);
    });

    it("says what ended the making of it, as where memory is short", async () => {
      const { NODE_OPTIONS: options } = process.env;
      process.env["NODE_OPTIONS"] = "--import=data:text/javascript,process.kill(process.pid,'SIGKILL')";
      const refused = refusal(join(temporaryDirectory(), "store"));
      try {
        expect(await refused).to.match(
          /^A new store cannot be made in .*: what makes it was ended by SIGKILL, .* 600 MB/,
        );
      } finally {
        if (options === undefined) delete process.env["NODE_OPTIONS"];
        else process.env["NODE_OPTIONS"] = options;
      }
    });
  });

  it("has every row that was acknowledged before it was killed", async () => {
    const directory = await storeCopy();
    const writer = startChild("write-on", directory);
    const acknowledged: string[] = [];
    for (let line = await writer.line(); line !== null; line = await writer.line()) {
      acknowledged.push(line);
      if (acknowledged.length === 100) writer.kill("SIGKILL");
    }
    // Its output closes a little earlier.
    await writer.ended;
    const database = await openEmbedded(directory);
    expect(await userIds(database)).to.include.members(acknowledged);
    await database.close();
  });

  it("writes nothing more once its lock was taken away, and says so", async () => {
    const directory = await storeCopy();
    const database = await openEmbedded(directory);
    await migrateUp(database);
    rmSync(join(directory, "taskward.lock"), { recursive: true });
    expect((await database.failed).message).to.include("no longer locked by this process");
    const before = fingerprint(directory);
    const writing = database.knex("users").insert({ id: "ann" });
    expect(await writing.then(() => "written", String)).to.include("no longer locked by this process");
    await database.close();
    expect(fingerprint(directory)).to.deep.equal(before);
  });

  it("has every row flushed to the disk before it acknowledges it", async () => {
    const writer = startChild("count-flushes", await storeCopy());
    const flushes: number[] = [];
    for (let line = await writer.line(); line !== null; line = await writer.line()) flushes.push(Number(line));
    expect(flushes).to.have.length(10);
    expect(Math.min(...flushes)).to.be.greaterThan(0);
  });

  it("is opened by one process at a time", async () => {
    const directory = await storeCopy();
    const database = await openEmbedded(directory);
    expect(await refusal(directory)).to.include(`in use by process ${process.pid}`);
    await database.close();
    expect(await refusal(directory)).to.equal("opened");
  });

  it("may be closed twice, and rests", async () => {
    const database = await openEmbedded(await storeCopy());
    await Promise.all([database.close(), database.close()]);
    await database.close();
  });

  it("does by hand what a server does in the background", async () => {
    const database = await openEmbedded(await storeCopy());
    await upkeep(database.knex);
    await database.close();
  });

  it("starts a session's next client outside of the transaction that the last one left open", async () => {
    const database = await openEmbedded(await storeCopy());
    const { client } = database.knex;
    const connection = await client.acquireConnection();
    await connection.query("begin; insert into users (id, created_at) values ('left', now())");
    connection.__knex__disposed = "lost";
    await client.releaseConnection(connection);
    expect(await userIds(database)).to.deep.equal([]);
    await database.close();
  });

  describe("refuses, and leaves as it is,", () => {
    let directory: string;

    beforeEach(async () => {
      directory = await storeCopy();
    });

    const SPOILT: Readonly<Record<string, [spoil: () => void, message: RegExp]>> = {
      "a directory of somebody else's": [
        () => {
          rmSync(directory, { recursive: true });
          mkdirSync(directory);
          writeFileSync(join(directory, "notes.txt"), "mine");
        },
        /not empty and not a Taskward store/,
      ],
      "a database that Taskward did not make": [
        () => rmSync(join(directory, "taskward.store")),
        /not empty and not a Taskward store/,
      ],
      "a store of an older PostgreSQL": [
        () => writeFileSync(join(directory, "PG_VERSION"), "17\n"),
        /is of PostgreSQL 17, and this Taskward brings PostgreSQL 18: export/,
      ],
      "a store without PG_VERSION": [() => rmSync(join(directory, "PG_VERSION")), /damaged: PG_VERSION.*backup/],
      "a store without its control file": [
        () => rmSync(join(directory, "global", "pg_control")),
        /damaged: global\/pg_control.*backup/,
      ],
      "a store whose control file is all zeroes": [
        () => writeFileSync(join(directory, "global", "pg_control"), Buffer.alloc(8192)),
        /damaged: global\/pg_control.*backup/,
      ],
      "a store whose log was cut off": [
        () => {
          const [last = ""] = readdirSync(join(directory, "pg_wal")).filter((name) => /^[0-9A-F]{24}$/.test(name));
          truncateSync(join(directory, "pg_wal", last), 1000);
        },
        /damaged: pg_wal\/.* was cut off.*backup/,
      ],
      "a store without its log": [
        () => {
          for (const name of readdirSync(join(directory, "pg_wal")))
            if (/^[0-9A-F]{24}$/.test(name)) rmSync(join(directory, "pg_wal", name));
        },
        /damaged: the write-ahead log is missing.*backup/,
      ],
    };

    for (const [what, [spoil, message]] of Object.entries(SPOILT))
      it(what, async () => {
        spoil();
        const before = fingerprint(directory);
        expect(await refusal(directory)).to.match(message);
        expect(fingerprint(directory)).to.equal(before);
      });

    it("a store that PostgreSQL itself finds broken", async () => {
      const control = join(directory, "global", "pg_control");
      const spare = join(temporaryDirectory(), "pg_control");
      cpSync(control, spare);
      const bytes = Buffer.alloc(8192, "broken");
      bytes.writeUInt32LE(1800, 8);
      writeFileSync(control, bytes);
      expect(await refusal(directory)).to.match(/cannot be opened/);
      cpSync(spare, control);
      expect(await refusal(directory)).to.equal("opened");
    });

    it("a path where no directory can be made", async () => {
      if (process.platform !== "linux") return;
      for (const path of ["/proc/taskward", "/proc/taskward/store"])
        expect(await refusal(path)).to.match(/cannot be used: a directory cannot be made there/);
    });

    it("a path that leads through a file", async () => {
      expect(await refusal(join(directory, "PG_VERSION", "store"))).to.match(/a part of its path is a file/);
      expect(await refusal(join(directory, "PG_VERSION"))).to.match(/it is a file/);
    });
  });
});

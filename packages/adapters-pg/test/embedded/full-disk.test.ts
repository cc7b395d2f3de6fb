import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { expect } from "chai";
import type { Database } from "../../src/database.js";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { openPgStorage } from "../../src/index.js";
import { outcomes } from "../support/outcomes.js";
import { storeCopy } from "../support/store-copy.js";

const { openSync, writeSync } = fs;
const paths = new Map<number, string>();

/** Remembers which file is which: PGlite writes to numbers. */
const watchFiles = (): void => {
  fs.openSync = (path, ...rest) => {
    const file = openSync(path, ...rest);
    paths.set(file, String(path).replaceAll("\\", "/"));
    return file;
  };
};

/** Lets no file of this kind grow or change from now on. */
const fill = (what: RegExp): void => {
  const full = (file: number, ...rest: unknown[]): number => {
    if (what.test(paths.get(file) ?? ""))
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    return Reflect.apply(writeSync, fs, [file, ...rest]);
  };
  fs.writeSync = full as typeof writeSync;
};

const makeRoom = (): void => {
  Object.assign(fs, { openSync, writeSync });
};

const insert = ({ knex }: Database, id: string): Promise<unknown> =>
  knex("users").insert({ id, name: "x".repeat(200), created_at: knex.fn.now() });

describe("an embedded store on a full disk", () => {
  afterEach(makeRoom);

  const FILES: Readonly<Record<string, RegExp>> = {
    "its log": /\/pg_wal\//,
    "a table": /\/base\//,
    "any file": /\/(pg_wal|base|global)\//,
  };

  for (const [name, files] of Object.entries(FILES))
    it(`says so once ${name} cannot grow, asks nothing more of the engine, and has lost nothing`, async () => {
      const directory = await storeCopy();
      watchFiles();
      const database = await openEmbedded(directory);
      const storage = openPgStorage(database);
      await insert(database, "first");

      fill(files);
      const acknowledged = ["first"];
      const failed = database.failed.then(({ message }) => message);
      for (let n = 0, full = false; !full; n++)
        full = await insert(database, `user-${n}`).then(
          () => acknowledged.push(`user-${n}`) === 0,
          () => true,
        );
      expect(await failed).to.match(/^The disk is full: /);
      makeRoom();
      expect(await outcomes([storage.users.list(1), storage.ready()])).to.deep.equal(["unavailable", "unavailable"]);
      await storage.close();

      const again = await openEmbedded(directory);
      const rows: { id: string }[] = await again.knex("users").select("id");
      expect(rows.map(({ id }) => id)).to.have.members(acknowledged);
      await again.close();
    });

  it("is not opened, and the reason is told", async () => {
    const directory = await storeCopy();
    const { statfs } = fs.promises;
    fs.promises.statfs = (async () => ({ bavail: 1, bsize: 4096 })) as unknown as typeof statfs;
    syncBuiltinESMExports();
    try {
      const opening = openEmbedded(directory).then(
        (database) => database.close().then(() => "opened"),
        (error: Error) => error.message,
      );
      expect(await opening).to.match(/^The disk is full: /);
    } finally {
      fs.promises.statfs = statfs;
      syncBuiltinESMExports();
    }
  });
});

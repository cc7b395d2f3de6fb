import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropDatabases, startServer } from "@taskward/testing";
import { makeStore } from "./support/embedded-directory.js";

const ENV = process.env;
const given = ENV["TEST_DATABASE_URL"];
const wanted = ENV["TEST_NODE"] ?? process.versions.node;
if (wanted !== process.versions.node)
  throw new Error(`The tests are to run on Node.js ${wanted}, and this is ${process.versions.node}`);
let place: string;

/**
 * Where Linux keeps files in memory. A store or a database is a thousand files, and the tests make hundreds of them: on a
 * disk that takes up to seven times as long.
 */
const MEMORY = "/dev/shm";
/** The room that there has to be, in bytes: twice what a run leaves there until its end. Docker gives 64 MB. */
const ROOM = 6e9;

const hasRoomyMemory = (): boolean => {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
};

/** What the processes of a run of all tests share, made once: a PostgreSQL server, and a store to copy. */
export const mochaGlobalSetup = async (): Promise<void> => {
  // Every process of the run inherits it.
  if (hasRoomyMemory()) ENV["TMPDIR"] ??= MEMORY;
  place = mkdtempSync(join(tmpdir(), "taskward-run-"));
  const store = join(place, "store");
  const [url] = await Promise.all([given ?? startServer({ place }), makeStore(store)]);
  Object.assign(ENV, { TEST_DATABASE_URL: url, TEST_STORE: store, TEST_PLACE: place });
};

export const mochaGlobalTeardown = async (): Promise<void> => {
  rmSync(place, { recursive: true });
  // A server of our own goes with us, and they with it.
  if (given !== undefined) await dropDatabases(given);
};

import { mkdtempSync, rmSync } from "node:fs";
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

/** What the processes of a run of all tests share, made once: a PostgreSQL server, and a store to copy. */
export const mochaGlobalSetup = async (): Promise<void> => {
  place = mkdtempSync(join(tmpdir(), "taskward-run-"));
  const store = join(place, "store");
  const [url] = await Promise.all([given ?? startServer(), makeStore(store)]);
  Object.assign(ENV, { TEST_DATABASE_URL: url, TEST_STORE: store, TEST_PLACE: place });
};

export const mochaGlobalTeardown = async (): Promise<void> => {
  rmSync(place, { recursive: true });
  // A server of our own goes with us, and they with it.
  if (given !== undefined) await dropDatabases(given);
};

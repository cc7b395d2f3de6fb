import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateUp, openEmbedded } from "@taskward/adapters-pg";

let original: Promise<string> | undefined;

const temporary = (): string => mkdtempSync(join(tmpdir(), "taskward-store-"));

const makeOriginal = async (): Promise<string> => {
  const place = temporary();
  process.once("exit", () => rmSync(place, { recursive: true, force: true }));
  const database = await openEmbedded(join(place, "data"));
  await migrateUp(database);
  await database.close();
  return place;
};

/** An embedded store that nobody has opened yet, with the schema in it: a copy, for making one takes seconds. */
export const embeddedDirectory = async (): Promise<{ readonly path: string; remove(): void }> => {
  original ??= makeOriginal();
  const place = temporary();
  cpSync(await original, place, { recursive: true });
  return { path: join(place, "data"), remove: () => rmSync(place, { recursive: true, force: true }) };
};

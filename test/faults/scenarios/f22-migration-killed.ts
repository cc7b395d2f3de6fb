import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDown } from "@taskward/adapters-pg";
import { migrateHalf, onDatabase } from "../process/half-migrated.js";
import { schemaOf } from "../process/schema-of.js";
import { spawnTaskward } from "../process/spawned.js";
import { atLeast, type Figure, none, under } from "../rig/figure.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

/** A database that can be brought to the same beginning again and again. */
interface Beginning {
  readonly databaseUrl: string;
  reset(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("../process/migrate-and-die.js", import.meta.url));

/** Migrates until so many statements have been answered; resolves to whether it was killed over it. */
const killedAfter = async (databaseUrl: string, statements: number): Promise<boolean> => {
  const child = spawn(process.execPath, [SCRIPT, databaseUrl, String(statements)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code, signal] = await once(child, "exit");
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`Migrating ended with ${code ?? signal}`);
  return signal === "SIGKILL";
};

const rerun = async (rig: Rig, databaseUrl: string): Promise<string | null> => {
  const spawned = spawnTaskward(["migrate", "up"], rig.directory, { env: { DATABASE_URL: databaseUrl } });
  const { how } = await spawned.ended;
  return how === 0 ? null : `the next run ended with ${how}: ${spawned.output()}`;
};

const killing = async (rig: Rig, { databaseUrl, reset }: Beginning, step: number): Promise<readonly Figure[]> => {
  await reset();
  const before = await onDatabase(databaseUrl, schemaOf);
  await rerun(rig, databaseUrl);
  const whole = await onDatabase(databaseUrl, schemaOf);
  const between: string[] = [];
  const stuck: string[] = [];
  let kills = 0;
  for (let statement = 1; ; statement += step) {
    await reset();
    if (!(await killedAfter(databaseUrl, statement))) break;
    kills++;
    const left = await onDatabase(databaseUrl, schemaOf);
    if (left !== before && left !== whole) between.push(`after statement ${statement}`);
    const fault = await rerun(rig, databaseUrl);
    if (fault !== null) stuck.push(`after statement ${statement} ${fault}`);
    else if ((await onDatabase(databaseUrl, schemaOf)) !== whole)
      stuck.push(`after statement ${statement} another schema`);
  }
  return [
    atLeast("statements after which it was killed", kills, 2),
    none("schemas between two versions", between),
    none("next runs that did not end with 0 and the whole schema", stuck),
  ];
};

const onServer = (databaseUrl: string, half: boolean): Beginning => ({
  databaseUrl,
  reset: () =>
    onDatabase(databaseUrl, async (database) => {
      if (half) await migrateHalf(database);
      else await migrateDown(database, { all: true });
    }),
});

const onEmbedded = async (directory: string): Promise<Beginning> => {
  const [store, original] = [join(directory, "store"), join(directory, "original")];
  await onDatabase(`pglite:${original}`, async () => {});
  const reset = async (): Promise<void> => {
    rmSync(store, { recursive: true, force: true });
    cpSync(original, store, { recursive: true });
  };
  return { databaseUrl: `pglite:${store}`, reset };
};

export const scenario: Scenario = {
  name: "F22",
  title: "migrating is killed (SIGKILL) after each of its statements",
  short: true,
  run: async (rig, { short }) => {
    const { url } = await rig.postgres();
    return [
      ...under("an empty PostgreSQL", await killing(rig, onServer(url, false), short ? 9 : 1)),
      ...under("a half migrated PostgreSQL", await killing(rig, onServer(url, true), short ? 9 : 1)),
      ...under("embedded", await killing(rig, await onEmbedded(rig.directory), short ? 12 : 1)),
    ];
  },
};

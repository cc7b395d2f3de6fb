import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const VERSIONS = "/usr/lib/postgresql";

/** The directory of a whole PostgreSQL with `pg_dump`, the newest that Debian's packages have put there; null without one. */
export const installedPostgres = (): string | null => {
  if (!existsSync(VERSIONS)) return null;
  const found = readdirSync(VERSIONS)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(VERSIONS, version, "bin"));
  return (
    found.find((bin) => ["initdb", "postgres", "pg_dump", "psql"].every((name) => existsSync(join(bin, name)))) ?? null
  );
};

import {
  type Database,
  type DatabaseReport,
  examine,
  MissingRights,
  migrationStatus,
  missingRights,
} from "@taskward/adapters-pg";
import { databaseFault } from "../database-fault.js";
import { type Finding, fault, ok, reasonOf } from "./finding.js";

/** The PostgreSQL versions that Taskward is tested with. */
const OLDEST = 14;
const NEWEST = 18;

/** Milliseconds by which two clocks may differ. */
const TOLERANCE = 5_000;

const versionFinding = ({ version, major }: DatabaseReport): Finding => {
  if (major < OLDEST)
    return fault(
      "version",
      `PostgreSQL ${version} is older than ${OLDEST}`,
      "Upgrade PostgreSQL, or use another server.",
    );
  const tested = major > NEWEST ? `, newer than the versions that Taskward was tested with (to ${NEWEST})` : "";
  return ok("version", `PostgreSQL ${version}${tested}`);
};

const encodingFinding = ({ encoding }: DatabaseReport): Finding =>
  encoding === "UTF8"
    ? ok("encoding", "UTF8")
    : fault(
        "encoding",
        `the database keeps texts in ${encoding}, which has no room for every letter`,
        "Make a database with `create database … encoding 'UTF8' template template0`, and name it in DATABASE_URL.",
      );

const clockFinding = ({ ahead }: DatabaseReport): Finding => {
  const seconds = Math.round(ahead / 100) / 10;
  return Math.abs(ahead) <= TOLERANCE
    ? ok("clock", `this machine and the database agree to within ${TOLERANCE / 1000} seconds`)
    : fault(
        "clock",
        `the database's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? "ahead of" : "behind"} this machine's`,
        "Have both machines set their clocks by NTP (`timedatectl set-ntp true`): tokens expire by this clock.",
      );
};

/** What to do about migrations that are missing. */
export const MIGRATE = "Run `taskward migrate up`.";
const GRANT = "As the owner of the tables, grant this user what docs/operations/postgresql.md lists.";

const migrationFinding = async (database: Database): Promise<Finding> => {
  try {
    const missing = (await migrationStatus(database)).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length === 0) return ok("migrations", "all are applied");
    const names = missing.map(({ name }) => name).join(", ");
    return fault("migrations", `not applied yet: ${names}`, MIGRATE);
  } catch (error) {
    return fault(
      "migrations",
      reasonOf(databaseFault(error)),
      error instanceof MissingRights
        ? GRANT
        : "Name a database of Taskward's own in DATABASE_URL, or use the Taskward that migrated this one.",
    );
  }
};

const writingFinding = async (database: Database, { readOnly }: DatabaseReport): Promise<Finding> => {
  if (readOnly)
    return fault(
      "writing",
      "the database takes no writes: it is a standby, or default_transaction_read_only is on for it or for this user",
      "Name the primary in DATABASE_URL, or reset that setting (`alter role`, `alter database`).",
    );
  const missing = await missingRights(database);
  return missing.length === 0
    ? ok("writing", "nothing keeps this user from it")
    : fault("writing", `the database's user lacks the rights to ${missing.join(", ")}`, GRANT);
};

/** What there is to say about a database that is open. Rejects when it does not answer. */
export const examineDatabase = async (database: Database): Promise<readonly Finding[]> => {
  const report = await examine(database);
  return [
    versionFinding(report),
    encodingFinding(report),
    clockFinding(report),
    await migrationFinding(database),
    await writingFinding(database, report),
  ];
};

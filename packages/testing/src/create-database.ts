import { randomUUID } from "node:crypto";
import pg from "pg";
import { startServer } from "./start-server.js";

const given = process.env["TEST_DATABASE_URL"];
// The processes of one run inherit its name.
process.env["TEST_RUN"] ??= randomUUID().slice(0, 8);
const PREFIX = `taskward_test_${process.env["TEST_RUN"]}_`;
let started: Promise<string> | undefined;

const serverUrl = (): Promise<string> => {
  if (given && !started) process.once("beforeExit", () => void dropDatabases(given));
  started ??= given ? Promise.resolve(given) : startServer();
  return started;
};

const administer = async (server: string, statement: string): Promise<Record<string, string>[]> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement)).rows;
  } finally {
    await client.end();
  }
};

/**
 * The URL of an empty database of its own on a PostgreSQL server: the one that `TEST_DATABASE_URL` names (its user may
 * create databases), or one that is started by the first call and ends with this process, however this process ends.
 * `options` are those of `create database`.
 */
export const createDatabase = async (options = ""): Promise<string> => {
  const server = await serverUrl();
  const name = PREFIX + randomUUID().replaceAll("-", "");
  await administer(server, `create database ${name} template template0 ${options}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

/** Drops every database of this run from the server. */
export const dropDatabases = async (server: string): Promise<void> => {
  const made = await administer(server, `select datname from pg_database where starts_with(datname, '${PREFIX}')`);
  for (const { datname } of made) await administer(server, `drop database if exists ${datname} with (force)`);
};

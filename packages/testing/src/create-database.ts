import { randomUUID } from "node:crypto";
import pg from "pg";
import { startServer } from "./start-server.js";

const given = process.env["TEST_DATABASE_URL"];
let started: Promise<string> | undefined;

const serverUrl = (): Promise<string> => {
  started ??= given ? Promise.resolve(given) : startServer();
  return started;
};

const administer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * The URL of an empty database of its own on a PostgreSQL server: the one that `TEST_DATABASE_URL` names (its user may
 * create databases), or one that is started by the first call and ends with this process, however this process ends.
 */
export const createDatabase = async (): Promise<string> => {
  const server = await serverUrl();
  const name = `taskward_test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${name} template template0`);
  if (given) process.once("beforeExit", () => void administer(server, `drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

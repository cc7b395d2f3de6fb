import { type Api, type Caller, caller } from "@taskward/adapters-http/contracts/api";
import { describeTaskApi } from "@taskward/adapters-http/contracts/task-api";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { PGBOUNCER, startPgBouncer } from "./support/pgbouncer.js";
import { served } from "./support/served.js";

/** Taskward behind a PgBouncer that knows nothing of prepared statements, migrated by the direct way. */
const behind = async (program: string, poolSize: number): Promise<Api> => {
  const databaseMigrationUrl = await createDatabase();
  const pooler = await startPgBouncer(program, databaseMigrationUrl, poolSize);
  const api = await served(pooler.url, { databaseMigrationUrl, databasePreparedStatements: false });
  return { ...api, close: () => api.close().then(pooler.close) };
};

/** Asks again when told that there are too many at once, as a client would: how many are, depends on the machine. */
const patient =
  (call: Caller): Caller =>
  async (...request) => {
    for (;;) {
      const answer = await call(...request);
      if (answer.status !== 503) return answer;
    }
  };

/** What 10 users read of 1000 requests that are under way together, each of them twenty at a time. */
const interleaved = async (api: Api): Promise<void> => {
  const users = Array.from({ length: 10 }, (_, n) => `user-${n}`);
  const foreign: string[] = [];
  const work = users.flatMap((user) => {
    const call = patient(caller(api, user));
    return Array.from({ length: 20 }, async () => {
      const { body } = await call("POST", "/api/v1/tasks", { json: { title: `of ${user}` } });
      for (const path of [`/api/v1/tasks/${body.data["id"]}`, "/api/v1/tasks", "/api/v1/tasks?q=of", "/api/v1/tasks"]) {
        const { status, body } = await call("GET", path);
        expect(status).to.equal(200);
        for (const task of [body.data].flat())
          if (task["user_id"] !== user) foreign.push(`${user} got ${task["user_id"]}'s`);
      }
    });
  });
  await Promise.all(work);
  expect(foreign).to.deep.equal([]);
};

const describeBehind = (program: string, poolSize: number): void => {
  const name = `behind PgBouncer with a pool of ${poolSize}`;
  describeTaskApi(name, () => behind(program, poolSize));

  describe(`${name}, ten users at once`, () => {
    it("read nothing of each other in 1000 requests", async () => {
      const api = await behind(program, poolSize);
      try {
        await interleaved(api);
      } finally {
        await api.close();
      }
    });
  });
};

if (PGBOUNCER) for (const poolSize of [1, 20]) describeBehind(PGBOUNCER, poolSize);
else
  describe("PgBouncer", () => {
    it("IS NOT TRIED, for it is not installed here (apt-get install pgbouncer); in CI it has to be", () => {
      expect(process.env["CI"], "CI").to.equal(undefined);
    });
  });

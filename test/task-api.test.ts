import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Api } from "@taskward/adapters-http/contracts/api";
import { describeTaskApi } from "@taskward/adapters-http/contracts/task-api";
import { openTaskward } from "@taskward/composition";
import { createDatabase } from "@taskward/testing";

const SECRET = "a-secret-for-tests-only-0123456789abcdef";

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const tokenOf = (user: string): string => {
  const claims = { sub: user, exp: Math.floor(Date.now() / 1000) + 600 };
  const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
};

/** The whole of Taskward on this database, without a process of its own. */
const served = async (databaseUrl: string): Promise<Api> => {
  const options = { port: 0, logLevel: "error", betterAuthSecret: SECRET, migrateOnStart: true } as const;
  const taskward = await openTaskward({ databaseUrl, ...options });
  const server = await taskward.listen();
  return {
    url: server.url,
    token: tokenOf,
    close: async () => {
      await server.close(1);
      await taskward.close();
    },
  };
};

describeTaskApi("on the embedded PostgreSQL", async () => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-api-"));
  const api = await served(`pglite:${join(directory, "data")}`);
  return { ...api, close: () => api.close().then(() => rmSync(directory, { recursive: true, force: true })) };
});

describeTaskApi("on PostgreSQL", async () => served(await createDatabase()));

import { rmSync } from "node:fs";
import type { Api } from "@taskward/adapters-http/contracts/api";
import { openTaskward, type TaskwardOptions } from "@taskward/composition";
import { createDatabase } from "@taskward/testing";
import { embeddedDirectory } from "./embedded-directory.js";
import { SECRET, tokenOf } from "./token.js";

/** The whole of Taskward on this database, without a process of its own. */
export const served = async (databaseUrl: string, options: TaskwardOptions = {}): Promise<Api> => {
  const common = { port: 0, logLevel: "error", betterAuthSecret: SECRET, migrateOnStart: true } as const;
  const taskward = await openTaskward({ databaseUrl, ...common, ...options });
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

/** A kind of store; each one opened is new and empty, with Taskward on it. */
export interface Store {
  readonly name: string;
  open(options?: TaskwardOptions): Promise<Api>;
}

const onEmbedded = async (options?: TaskwardOptions): Promise<Api> => {
  const path = await embeddedDirectory();
  const api = await served(`pglite:${path}`, options);
  return { ...api, close: () => api.close().then(() => rmSync(path, { recursive: true, force: true })) };
};

/** Every kind of store. */
export const STORES: readonly Store[] = [
  { name: "in memory", open: (options) => served("memory:", options) },
  { name: "on the embedded PostgreSQL", open: onEmbedded },
  { name: "on PostgreSQL", open: async (options) => served(await createDatabase(), options) },
];

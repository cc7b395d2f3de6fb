import type { PrivateServer, PrivateServerOptions } from "@taskward/testing";
import type { FaultProxy } from "./fault-proxy.js";
import type { Load, LoadOptions } from "./load.js";
import type { Rig } from "./rig.js";
import type { Server } from "./server.js";

/** A server under load, a network that may fail between it and its database, and the database. */
export interface UnderLoad {
  readonly postgres: PrivateServer;
  readonly proxy: FaultProxy;
  readonly server: Server;
  readonly load: Load;
}

export interface UnderLoadOptions {
  readonly seed: number;
  readonly postgres?: PrivateServerOptions;
  readonly env?: Record<string, string>;
  readonly load?: Partial<LoadOptions>;
}

/** Operations before the first fault. */
const WARM = 500;

export const underLoad = async (rig: Rig, options: UnderLoadOptions): Promise<UnderLoad> => {
  const postgres = await rig.postgres(options.postgres);
  const proxy = await rig.proxy(postgres.url);
  const server = await rig.serve({ DATABASE_URL: proxy.url, ...options.env });
  const load = rig.load({ url: server.url, seed: options.seed, ...options.load });
  await load.until(WARM);
  return { postgres, proxy, server, load };
};

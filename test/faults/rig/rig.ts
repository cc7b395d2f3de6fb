import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PrivateServer, type PrivateServerOptions, startPrivateServer } from "@taskward/testing";
import { type FaultProxy, openFaultProxy } from "./fault-proxy.js";
import { type Load, type LoadOptions, startLoad } from "./load.js";
import { prepareServer, type Server } from "./server.js";

/** What a scenario is made with. All of it is cleared away when the scenario has ended, however it has. */
export interface Rig {
  /** A directory of the scenario's own. */
  readonly directory: string;
  /** A PostgreSQL server that nobody else uses. */
  postgres(options?: PrivateServerOptions): Promise<PrivateServer>;
  /** A network before a server, without faults at first. */
  proxy(target: string): Promise<FaultProxy>;
  /** A `taskward serve` with these settings, migrated and ready. */
  serve(env: Record<string, string>): Promise<Server>;
  /** Clients at work, until they are stopped. */
  load(options: LoadOptions): Load;
  /** Has something else cleared away, before what was made earlier. */
  defer(clear: () => unknown): void;
}

export interface OpenRig extends Rig {
  /** Clears everything away, the latest first. May be called twice. */
  clear(): Promise<void>;
}

export const openRig = (): OpenRig => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-faults-"));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once("exit", remove);
  const pending: (() => unknown)[] = [remove, () => process.removeListener("exit", remove)];
  const defer = (clear: () => unknown): void => {
    pending.push(clear);
  };
  return {
    directory,
    defer,
    postgres: async (options) => {
      const server = await startPrivateServer(options);
      defer(() => server.close());
      return server;
    },
    proxy: async (target) => {
      const proxy = await openFaultProxy(target);
      defer(() => proxy.close());
      return proxy;
    },
    serve: async (env) => {
      const server = await prepareServer({ MIGRATE_ON_START: "on", ...env }, directory);
      defer(() => server.stop("SIGKILL"));
      await server.start();
      return server;
    },
    load: (options) => {
      const load = startLoad(options);
      defer(() => load.stop());
      return load;
    },
    clear: async () => {
      for (let clear = pending.pop(); clear !== undefined; clear = pending.pop())
        try {
          await clear();
        } catch (error) {
          process.stderr.write(`Could not clear up: ${error}\n`);
        }
    },
  };
};

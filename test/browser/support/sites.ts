import { once } from "node:events";
import type { Server } from "node:http";
import type { TaskwardOptions } from "@taskward/composition";
import type { BetterAuthOptions } from "better-auth";
import { startBetterAuth } from "../../support/better-auth.js";
import { served } from "../../support/served.js";

const PAGE = new URL("../../../../examples/web/static-server.mjs", import.meta.url);

interface Settings {
  readonly api: string;
  readonly betterAuth?: string;
}

interface StaticServer {
  servePage(port: number, settings: () => Settings): Promise<{ url: string; server: Server }>;
}

/** The page of `examples/web`, with what it talks to. */
export interface Site {
  readonly url: string;
  /** The origin of its Taskward. */
  readonly api: string;
  close(): Promise<unknown>;
}

/** Serves the page on an origin of its own; it asks for its settings as often as it is loaded. */
export const servePage = async (settings: () => Settings): Promise<{ url: string; close(): Promise<unknown> }> => {
  const example: StaticServer = await import(PAGE.href);
  const { url, server } = await example.servePage(0, settings);
  const close = (): Promise<unknown> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    return closed;
  };
  return { url, close };
};

/** The page on the accounts of Taskward itself. */
export const openLocalSite = async (options: TaskwardOptions = {}): Promise<Site> => {
  let api = "";
  const page = await servePage(() => ({ api: `${api}/api/v1` }));
  const taskward = await served("memory:", { corsOrigins: [page.url], ...options });
  api = taskward.url;
  return { url: page.url, api, close: () => Promise.all([page.close(), taskward.close()]) };
};

/** The page on the accounts of a real Better Auth server. */
export const openBetterAuthSite = async (options: BetterAuthOptions = {}): Promise<Site> => {
  let settings = { api: "", betterAuth: "" };
  const page = await servePage(() => settings);
  const auth = await startBetterAuth({ trustedOrigins: [page.url], ...options });
  const taskward = await served("memory:", {
    corsOrigins: [page.url],
    jwtJwksUrl: `${auth.url}/api/auth/jwks`,
    jwtIssuer: auth.url,
    jwtAudience: auth.url,
  });
  settings = { api: `${taskward.url}/api/v1`, betterAuth: auth.url };
  return {
    url: page.url,
    api: taskward.url,
    close: () => Promise.all([page.close(), auth.close(), taskward.close()]),
  };
};

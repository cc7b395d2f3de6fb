import type { RequestListener } from "node:http";
import type { Report } from "@taskward/application";
import Koa from "koa";
import type { Context, State } from "./context.js";
import { Door } from "./door.js";
import { type HeadersFor, responseHeaders } from "./headers.js";
import { Traffic } from "./traffic.js";

/** How the API behaves, apart from what it calls. */
export interface HttpSettings {
  /** Origins whose pages may use the API, each exactly as a browser sends it: `https://app.example.com`. */
  readonly corsOrigins: readonly string[];
  /** How many proxies in front are trusted to say in X-Forwarded-For and X-Forwarded-Proto who called, and how. */
  readonly trustProxy: number;
  /** The largest body in bytes; 102 400 unless given. */
  readonly bodyLimit?: number;
  /** Told of every request and of every bug. */
  readonly report?: Report;
}

/** The API as a Koa application, with what a server needs to know of it. */
export class HttpApp extends Koa<State> {
  readonly settings: HttpSettings;
  readonly headersFor: HeadersFor;
  readonly traffic = new Traffic();
  readonly door: Door;

  /** `congested`: as the storage's. */
  constructor(settings: HttpSettings, congested: () => boolean) {
    super();
    this.door = new Door(congested);
    // What reaches Koa's own error handler is a connection that broke: nobody is left to be told.
    this.silent = true;
    this.settings = settings;
    this.headersFor = responseHeaders(settings.corsOrigins, settings.trustProxy);
  }

  /** What a server calls with its requests: Koa's `callback`, behind the door. */
  listener(): RequestListener {
    return this.door.before(this.callback());
  }

  /** In place of Koa's, which for each response waits for its end, and then does what `respond` has done already. */
  handleRequest(ctx: Context, serve: (ctx: Context) => Promise<void>): Promise<void> {
    return serve(ctx).catch((error: unknown) => ctx.onerror(error as Error));
  }
}

import type { RequestListener } from "node:http";
import type { Report } from "@taskward/application";
import Koa from "koa";
import type { Context, Middleware, State } from "./context.js";
import { Entrance } from "./entrance.js";
import { type HeadersFor, responseHeaders } from "./headers.js";

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

type Serve = (ctx: Context) => Promise<void>;

/** The API as a Koa application, with what a server needs to know of it. */
export class HttpApp extends Koa<State> {
  /** Koa's, which its types do not tell of. */
  declare readonly compose: (middleware: readonly Middleware[]) => Serve;
  readonly settings: HttpSettings;
  readonly headersFor: HeadersFor;
  readonly #congested: () => boolean;

  /** `congested`: as the storage's. */
  constructor(settings: HttpSettings, congested: () => boolean) {
    super();
    this.#congested = congested;
    // What reaches Koa's own error handler is a connection that broke: nobody is left to be told.
    this.on("error", () => {});
    this.settings = settings;
    this.headersFor = responseHeaders(settings.corsOrigins, settings.trustProxy);
  }

  newEntrance(): Entrance<Context> {
    return new Entrance(this.#congested);
  }

  /** What a server calls with its requests: Koa's `callback`, behind the door of an entrance that each request knows. */
  listener(entrance: Entrance<Context>): RequestListener {
    const serve = this.compose(this.middleware);
    return entrance.door.before((req, res) => {
      const ctx = this.createContext<State>(req, res);
      ctx.state.entrance = entrance;
      return this.handleRequest(ctx, serve);
    });
  }

  /** In place of Koa's, which for each response waits for its end, and then does what `respond` has done already. */
  handleRequest(ctx: Context, serve: Serve): Promise<void> {
    return serve(ctx).catch((error: unknown) => ctx.onerror(error as Error));
  }
}

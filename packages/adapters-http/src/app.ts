import type { Authenticate, ExposeMetrics, RequestLimit } from "@taskward/application";
import { type AccountPorts, addAccountRoutes } from "./accounts/routes.js";
import { callerOf } from "./authenticate.js";
import { BODY_LIMIT, readJson, readJsonIfAny } from "./body.js";
import { clientAddress } from "./client-address.js";
import { addDocsRoutes } from "./docs-routes.js";
import type { Edge } from "./edge.js";
import { addHealthRoutes } from "./health-routes.js";
import { HttpApp, type HttpSettings } from "./http-app.js";
import { limitRequests } from "./limit-requests.js";
import { addMetricsRoute } from "./metrics-route.js";
import { preflight } from "./preflight.js";
import { respond } from "./respond.js";
import { newRouter, serving } from "./router.js";
import { addTaskRoutes, type TaskPorts } from "./tasks/routes.js";
import { unrouted } from "./unrouted.js";
import { wellFormed } from "./well-formed.js";

/** Everything the API calls. */
export interface HttpPorts extends TaskPorts {
  readonly authenticate: Authenticate;
  /** Null: no local accounts; their routes do not exist. */
  readonly accounts: AccountPorts | null;
  /** How often a user may call the routes of tasks; null: as often as they like. */
  readonly requestLimit: RequestLimit | null;
  /** Null: there is no `/metrics`. */
  readonly metrics: ExposeMetrics | null;
  /** As the storage's `ready`. */
  ready(): Promise<void>;
  /** As the storage's `congested`. */
  congested?(): boolean;
}

/** Who takes time to send a body may be shut out meanwhile, or their token come to its end: they are looked at again. */
const bodyOf =
  (caller: Edge["caller"], read: Edge["body"]): Edge["body"] =>
  async (ctx) => {
    const isWhole = ctx.req.complete;
    const body = await read(ctx);
    if (!isWhole && ctx.state.user) await caller(ctx);
    return body;
  };

const edgeOf = ({ authenticate }: HttpPorts, { bodyLimit = BODY_LIMIT, trustProxy }: HttpSettings): Edge => {
  const caller = callerOf(authenticate);
  return {
    caller,
    body: bodyOf(caller, (ctx) => readJson(ctx, bodyLimit)),
    bodyIfAny: bodyOf(caller, (ctx) => readJsonIfAny(ctx, bodyLimit)),
    address: ({ req }) => clientAddress(req, trustProxy),
  };
};

/**
 * The HTTP API. Serve it with `startServer`, or mount its `callback()` in a server of your own. Throws TypeError when
 * one of `corsOrigins` is no origin.
 */
export const createApp = (ports: HttpPorts, settings: HttpSettings): HttpApp => {
  const app = new HttpApp(settings, () => ports.congested?.() ?? false);
  const edge = edgeOf(ports, settings);

  app.use(respond(app));
  app.use(wellFormed);
  app.use(preflight);
  for (const prefix of ["/api/v1", "/api"]) {
    const api = newRouter(prefix);
    addTaskRoutes(api, ports, limitRequests(edge, ports.requestLimit));
    addAccountRoutes(api, ports.accounts, edge);
    app.use(serving(api));
  }
  const root = newRouter();
  addHealthRoutes(root, () => ports.ready());
  addMetricsRoute(root, ports.metrics);
  addDocsRoutes(root, { localAccounts: ports.accounts !== null, metrics: ports.metrics !== null });
  app.use(serving(root));
  app.use(unrouted);
  return app;
};

import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpApp } from "./http-app.js";

/** Answers a request; as one of several handlers in a row, as in Express, only what is the API's. */
export type RequestHandler = (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void) => void;

/** The paths that are the API's, whether there is anything at them or not. */
const OWN = /^\/(api|healthz|readyz|metrics|openapi\.json|docs)([/?]|$)/;

/**
 * The API as a handler for a server of your own: `createServer(handler)`, `app.use(handler)`. Given `next` it hands on what
 * is under none of the API's paths; without, it answers everything. It must get the body unread.
 */
export const requestHandler = (app: HttpApp): RequestHandler => {
  const answer = app.listener(app.newEntrance());
  return (req, res, next) => (next && !OWN.test(req.url ?? "") ? next() : answer(req, res));
};

export type { AccountPorts } from "./accounts/routes.js";
export { createApp, type HttpPorts } from "./app.js";
export { describeApi } from "./describe-api.js";
export type { HttpApp, HttpSettings } from "./http-app.js";
export type { OpenApiDocument } from "./openapi/document.js";
export type { OpenApiOptions } from "./openapi.js";
export { type RequestHandler, requestHandler } from "./request-handler.js";
export { type RunningServer, type ServerOptions, startServer } from "./server.js";
export type { TaskPorts } from "./tasks/routes.js";

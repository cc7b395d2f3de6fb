export type { ApiDescription, Operation, Parameter, Schema } from "./api-description.js";
export { createDatabase, dropDatabases } from "./create-database.js";
export { Documented } from "./documented.js";
export { freePort } from "./free-port.js";
export { type Network, openNetwork } from "./network.js";
export { type PrivateServer, type PrivateServerOptions, startPrivateServer } from "./private-server.js";
export { startServer } from "./start-server.js";
export { storeCopy } from "./store-copy.js";
export { temporaryDirectory } from "./temporary-directory.js";

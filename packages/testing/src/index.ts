export { createDatabase } from "./create-database.js";
export { freePort } from "./free-port.js";
export { type PrivateServer, type PrivateServerOptions, startPrivateServer } from "./private-server.js";
export { startServer } from "./start-server.js";

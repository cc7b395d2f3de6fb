export type { ApiDescription, Operation, Parameter, Schema } from "./api-description.js";
export { createDatabase } from "./create-database.js";
export { Documented } from "./documented.js";
export { startServer } from "./start-server.js";

export { createDatabase } from "./create-database.js";
export { startServer } from "./start-server.js";

export { createDatabase } from "./create-database.js";

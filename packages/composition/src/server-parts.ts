// What is loaded only where it is needed, for a process that is going to need it: together with the rest, and required,
// these hundreds of files are there sooner than imported later on.
import "@taskward/adapters-http";
import "./modules/telemetry.js";
import "./open-database.js";

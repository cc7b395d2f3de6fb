import { once } from "node:events";

// Loads what the command needs, says so, and waits to be told to go on: so that many begin at the same instant.

await import(new URL("../../../../packages/cli/dist/src/program.js", import.meta.url).href);
process.send?.("loaded");
await once(process, "message");
process.disconnect?.();

import { once } from "node:events";
import { readdirSync } from "node:fs";

// Loads all of the program but its start, says so, and waits to be told to go on: so that many begin at the same instant.

const bundle = new URL("../../../../packages/cli/dist/bundle/", import.meta.url);
const parts = readdirSync(bundle).filter((name) => name.endsWith(".js") && name !== "main.js");
await Promise.all(parts.map((name) => import(new URL(name, bundle).href)));
process.send?.("loaded");
await once(process, "message");
process.disconnect?.();

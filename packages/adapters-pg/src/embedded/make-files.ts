import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Engine } from "./engine.js";
import { flush } from "./flush.js";

// Run by first-start.ts in a process of its own: makes PostgreSQL's files in the directory named, and gets them to disk.

const flushAll = (dir: string): void => {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) flushAll(path);
    else flush(path);
  }
  flush(dir);
};

// What is run but once is compiled in haste (V8's baseline compiler for WebAssembly), which is a third sooner. A V8 that does
// not know the flag says so, and goes on.
setFlagsFromString("--liftoff-only");
const [dir = ""] = process.argv.slice(2);
mkdirSync(dir, { mode: 0o700 });
const engine = new Engine(dir);
await engine.start();
await engine.close();
flushAll(dir);
process.exit(0);

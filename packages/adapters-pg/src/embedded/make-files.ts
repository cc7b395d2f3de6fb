import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "./engine.js";

// Run by first-start.ts in a process of its own: makes PostgreSQL's files in the directory named, and gets them to disk.

const flushAll = (dir: string): void => {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) flushAll(path);
    else flush(path);
  }
  if (process.platform !== "win32") flush(dir);
};

const flush = (path: string): void => {
  const file = openSync(path, process.platform === "win32" ? "r+" : "r");
  fsyncSync(file);
  closeSync(file);
};

const [dir = ""] = process.argv.slice(2);
mkdirSync(dir, { mode: 0o700 });
const engine = new Engine(dir);
await engine.start();
await engine.close();
flushAll(dir);
process.exit(0);

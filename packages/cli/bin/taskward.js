#!/usr/bin/env node
import { existsSync } from "node:fs";

// As Node.js 21 has it: not finding it, pg loads all of undici to know that this is no Cloudflare Worker.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split(".")[0]}` };

// One that was built here starts from its bundle. Packages from the registry have none: what npm mends is what runs there.
const bundle = new URL("../dist/bundle/main.js", import.meta.url);
if (existsSync(bundle)) await import(bundle.href);
else await import("../dist/src/main.js");

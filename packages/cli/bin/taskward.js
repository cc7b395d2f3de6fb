#!/usr/bin/env node
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

// As Node.js 21 has it: not finding it, pg loads all of undici to know that this is no Cloudflare Worker.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split(".")[0]}` };

// Required, hundreds of files are there sooner than imported; Node.js 22.0 to 22.11 cannot do that yet.
if (!process.features.require_module) await import("../dist/src/main.js");
else if (process.argv[2] === "serve") require("../dist/src/serve.js");
else require("../dist/src/main.js");

#!/usr/bin/env node
import { createRequire } from "node:module";

// Required, hundreds of files are there sooner than imported; Node.js 22.0 to 22.11 cannot do that yet.
if (process.features.require_module) createRequire(import.meta.url)("../dist/src/main.js");
else await import("../dist/src/main.js");

#!/usr/bin/env node
import { createRequire } from "node:module";

const main = "../dist/src/main.js";

// Required, its hundreds of files are there sooner than imported; Node.js 22.0 to 22.11 cannot yet.
if (process.features.require_module) createRequire(import.meta.url)(main);
else await import(main);

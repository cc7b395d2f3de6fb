// What the tests reach of each package, held to its bound: the end of `npm run coverage`. Contract suites count as tests.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shortfallsOf, summaryOf } from "./summary.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const REPORT = new URL("../../../coverage/coverage-summary.json", import.meta.url);

const reached = summaryOf(ROOT, JSON.parse(readFileSync(REPORT, "utf8")));
for (const { name, lines, branches } of reached)
  process.stdout.write(`${name.padEnd(20)} lines ${lines.toFixed(2)} %  branches ${branches.toFixed(2)} %\n`);

const shortfalls = shortfallsOf(reached);
for (const shortfall of shortfalls) process.stdout.write(`${shortfall}\n`);
process.exitCode = shortfalls.length === 0 ? 0 : 1;

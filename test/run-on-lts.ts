// Runs `npm test` once more on the newest Node.js with long-term support: `npm run test:lts`. Its program is fetched into
// a temporary folder, as the npm package that ships it for Linux; what was built is what the other Node.js built.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { npmFile } from "./support/npm-file.js";

const VERSION = "24.21.0";
const PACKAGE = `node-${process.platform}-${process.arch}`;

const place = mkdtempSync(join(tmpdir(), "taskward-node-"));
process.once("exit", () => rmSync(place, { recursive: true, force: true }));
const fetching = [npmFile(), "install", "--no-save", "--prefix", place, `${PACKAGE}@${VERSION}`];
execFileSync(process.execPath, fetching, { stdio: "inherit" });

const programs = join(place, "node_modules", PACKAGE, "bin");
const PATH = `${programs}${delimiter}${process.env["PATH"]}`;
// `whole-run.ts` refuses to run the tests on any other.
const env = { ...process.env, PATH, TEST_NODE: VERSION };
const { status, error } = spawnSync(join(programs, "node"), [npmFile(), "test"], { stdio: "inherit", env });
if (error) throw error;
process.exitCode = status ?? 1;

// Lints the description of the HTTP API, as servers with and without local accounts have it: `npm run lint:openapi`,
// after a build.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeApi } from "@taskward/adapters-http";

const directory = mkdtempSync(join(tmpdir(), "taskward-openapi-"));
const write = async (name, localAccounts) => {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify(await describeApi({ localAccounts })));
  return file;
};
const files = [await write("with-accounts.json", true), await write("without-accounts.json", false)];

const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
const { status } = spawnSync(process.execPath, [redocly, "lint", ...files], { stdio: "inherit", env });
rmSync(directory, { recursive: true });
process.exitCode = status ?? 1;

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MODULES = new URL("../../../node_modules/", import.meta.url);

/** The file that a package's command starts; run by Node.js itself, it needs no shell on any system. */
const fileOf = (packageName: string, command: string): string => {
  const home = new URL(`${packageName}/`, MODULES);
  const { bin } = JSON.parse(readFileSync(new URL("package.json", home), "utf8")) as { bin: Record<string, string> };
  return fileURLToPath(new URL(String(bin[command]), home));
};

/** Runs an installed command on the tree in `directory`; resolves to what it said, whether it was content or not. */
export const runGate = (directory: string, packageName: string, command: string, ...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [fileOf(packageName, command), ...args],
      { cwd: directory, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** npm itself, the one that runs the tests or the one that came with Node.js, without a shell in between. */
export const npmFile = (): string => {
  const beside = ["node_modules", "../lib/node_modules"].map((modules) =>
    join(dirname(process.execPath), modules, "npm/bin/npm-cli.js"),
  );
  const file = [process.env["npm_execpath"] ?? "", ...beside].find(
    (path) => /npm-cli\.js$/.test(path) && existsSync(path),
  );
  if (file === undefined) throw new Error("npm is not to be found; a script of the manifest knows where it is");
  return file;
};

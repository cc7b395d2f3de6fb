import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { runTaskward } from "./support/server-process.js";

const WEB = fileURLToPath(new URL("../../examples/web/", import.meta.url));

/** The types that `openapi-typescript` makes of a document. */
const typesOf = async (document: string): Promise<string> => {
  const main = createRequire(join(WEB, "package.json")).resolve("openapi-typescript");
  const child = execFile(process.execPath, [join(dirname(dirname(main)), "bin/cli.js")], { cwd: WEB });
  child.stdin?.end(document);
  const [types] = await Promise.all([child.stdout ? text(child.stdout) : "", once(child, "close")]);
  return types;
};

describe("the typed client of the web example", () => {
  it("has api.d.ts as `npm run web:types` writes it", async () => {
    const { stdout } = await runTaskward(["openapi"], {}, WEB);
    const types = readFileSync(join(WEB, "api.d.ts"), "utf8").replaceAll("\r\n", "\n");
    expect((await typesOf(stdout)).trim()).to.equal(types.trim());
  });
});

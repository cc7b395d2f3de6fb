// The compiler leaves the output of a deleted or renamed source behind, and mocha would go on running a test that is
// gone. This removes every compiled file whose source is no longer there; `npm test` does it first.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The folders with sources, and where each one's output goes. */
const OUTPUTS = [
  { sources: "test", outputs: "test/dist" },
  ...readdirSync("packages").flatMap((name) =>
    ["src", "test"].map((part) => ({
      sources: `packages/${name}/${part}`,
      outputs: `packages/${name}/dist/${part}`,
    })),
  ),
];

const COMPILED = /(\.d\.ts|\.js)(\.map)?$/;

for (const { sources, outputs } of OUTPUTS) {
  if (!existsSync(outputs)) continue;
  for (const file of readdirSync(outputs, { recursive: true, encoding: "utf8" }))
    if (COMPILED.test(file) && !existsSync(join(sources, file.replace(COMPILED, ".ts"))))
      rmSync(join(outputs, file), { force: true });
}

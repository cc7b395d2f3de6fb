// Writes down what production is made of, as CycloneDX has it: `npm run sbom`. npm's own `--omit=dev` would leave out
// every package that a test tool wants, too, Koa and pg among them; so npm is shown a tree without test tools.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { npmFile } from "../support/npm-file.js";
import { ProductionTree } from "./production-tree.js";

const FILE = process.argv[2] ?? "sbom.cdx.json";

const tree = new ProductionTree(fileURLToPath(new URL("../../..", import.meta.url)));
try {
  const args = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only"];
  writeFileSync(FILE, execFileSync(process.execPath, [npmFile(), ...args], { cwd: tree.path, maxBuffer: 1 << 26 }));
} finally {
  tree.remove();
}

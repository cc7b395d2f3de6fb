import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { startRegistry } from "./supply/registry.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const run = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; stdout: string }> =>
  new Promise((resolve) => {
    const file = join(ROOT, "test/dist/supply", program);
    const options = { cwd: ROOT, env: { ...process.env, ...env } };
    execFile(process.execPath, [file, ...args], options, (error, stdout) =>
      resolve({ code: error ? Number(error.code) : 0, stdout }),
    );
  });

describe("the audit of production", () => {
  const audited = async (faults: Parameters<typeof startRegistry>[0]) => {
    const registry = await startRegistry(faults);
    const cache = temporaryDirectory();
    try {
      const env = { npm_config_registry: registry.url, npm_config_cache: cache };
      return { ...(await run("audit.js", [], env)), asked: registry.asked };
    } finally {
      registry.close();
    }
  };

  it("asks about what production runs, and about no test tool", async () => {
    const { code, stdout, asked } = await audited({});
    expect(stdout).to.equal("0 packages of production with known faults\n");
    expect(code).to.equal(0);
    expect(asked).to.include.all.keys("koa", "pg", "knex", "jose", "jsonwebtoken", "@node-rs/argon2", "pino");
    expect(asked).to.not.have.any.keys("@biomejs/biome", "typescript", "better-auth");
  });

  it("fails when a fault is known", async () => {
    const fault = { id: 1, url: "https://example.com/1", title: "Planted", severity: "low", vulnerable_versions: "*" };
    const { code, stdout } = await audited({ jose: [fault] });
    expect(stdout).to.match(/^low: jose /m);
    expect(code).to.equal(1);
  });

  it("says so, and fails nobody, when the registry cannot tell", async () => {
    const { code, stdout } = await audited(null);
    expect(stdout).to.match(/^Not audited, for the registry does not answer: 405/);
    expect(code).to.equal(0);
  });
});

describe("the bill of materials", () => {
  const directory = temporaryDirectory();

  it("names every package of production with its hash, and no test tool", async () => {
    const file = join(directory, "sbom.json");
    expect(await run("sbom.js", [file], {})).to.include({ code: 0 });
    const { bomFormat, components } = JSON.parse(readFileSync(file, "utf8")) as {
      bomFormat: string;
      components: { "bom-ref": string; purl: string; hashes?: unknown[] }[];
    };
    const named = components.map(({ purl }) => purl.replace(/^pkg:npm\/(.+)@.+$/, "$1").replace("%40", "@"));
    expect(bomFormat).to.equal("CycloneDX");
    const delivered = ["taskward", "koa", "@koa/router", "knex", "pg", "zod", "jose", "jsonwebtoken", "pino"];
    expect(named).to.include.members([...delivered, "inversify", "@electric-sql/pglite", "@node-rs/argon2"]);
    for (const tool of ["mocha", "typescript", "@taskward/testing"]) expect(named).to.not.include(tool);
    const foreign = components.filter((one) => !/^(taskward|@taskward\/.+)@/.test(one["bom-ref"]));
    expect(foreign.filter(({ hashes }) => !hashes?.length)).to.deep.equal([]);
  });
});

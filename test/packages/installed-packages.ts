import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { expect } from "chai";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { Consumer, PACKAGES, type Package, ROOT, ROOT_MANIFEST } from "./consumer.js";
import { snippetsIn } from "./snippets.js";

const contractFiles = ({ name, folder, exports }: Package): readonly string[] =>
  "./contracts/*" in exports
    ? readdirSync(join(ROOT, "packages", folder, "src/contracts"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => `${name}/contracts/${file.replaceAll("\\", "/").replace(/\.ts$/, "")}`)
    : [];

const isInner = (path: string): boolean => /\/contracts\/.+\//.test(path);

/** The names by which others import the suites of a package, and those by which they cannot. */
const contractsOf = (each: Package): readonly string[] => contractFiles(each).filter((path) => !isInner(path));
const innerContractsOf = (each: Package): readonly string[] => contractFiles(each).filter(isInner);

const PAGES = [...PACKAGES.map(({ folder }) => `packages/${folder}/README.md`), "docs/library.md", "README.md"];
const SNIPPETS = PAGES.flatMap(snippetsIn);

const STRICT = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  checkJs: true,
  declaration: true,
  noEmit: true,
  types: ["node"],
};

describe("the packages, packed and installed into an empty folder,", function () {
  this.timeout(120_000);
  const consumer = new Consumer();

  before("packs and installs them", async () => {
    await consumer.pack();
    await consumer.install();
  });
  after(() => consumer.remove());

  const home = ({ name }: Package): string => consumer.path("node_modules", name);

  it("have one version, want one Node.js, and depend on one another at exactly that version", () => {
    const own = new Set(PACKAGES.map(({ name }) => name));
    for (const { name, version, engines, dependencies = {} } of PACKAGES) {
      expect({ name, version, engines }).to.deep.equal({
        name,
        version: ROOT_MANIFEST.version,
        engines: ROOT_MANIFEST.engines,
      });
      for (const [needed, range] of Object.entries(dependencies))
        expect(range, `${name} needs ${needed}`).to.satisfy((text: string) =>
          own.has(needed) ? text === version : /^\d+\.\d+\.\d+$/.test(text),
        );
    }
  });

  it("hold what was built, a README and the licence, and nothing else", () => {
    const licence = readFileSync(join(ROOT, "LICENSE"), "utf8");
    for (const each of PACKAGES) {
      const files = readdirSync(home(each), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) =>
          join(parentPath, name)
            .slice(home(each).length + 1)
            .replaceAll("\\", "/"),
        );
      expect(files, each.name).to.include.members(["LICENSE", "README.md", "package.json", "dist/src/index.d.ts"]);
      expect(
        files.filter(
          (file) => !/^(LICENSE|README\.md|package\.json|bin\/[\w-]+\.js|dist\/src\/.+\.(js|d\.ts))$/.test(file),
        ),
        each.name,
      ).to.deep.equal([]);
      expect(readFileSync(join(home(each), "LICENSE"), "utf8")).to.equal(licence);
    }
  });

  it("need no install script, theirs or another's", () => {
    const installed = readdirSync(consumer.path("node_modules"), { recursive: true, encoding: "utf8" });
    expect(installed.filter((file) => /(^|[\\/])binding\.gyp$/.test(file))).to.deep.equal([]);
    // Of packages, that is, not of what some of them bring to try themselves on.
    const manifests = installed.filter((file) =>
      /^(.*node_modules[\\/])?(@[^\\/]+[\\/])?[^@\\/]+[\\/]package\.json$/.test(file),
    );
    expect(manifests).to.include.members(PACKAGES.map(({ name }) => join(name, "package.json")));
    for (const file of manifests) {
      const { scripts = {} } = JSON.parse(readFileSync(consumer.path("node_modules", file), "utf8"));
      expect(scripts, file).to.not.have.any.keys("preinstall", "install", "postinstall");
    }
  });

  for (const each of PACKAGES) {
    it(`leave publint nothing to say of ${each.name}`, async () => {
      const { messages, pkg } = await publint({ pkgDir: home(each), pack: false, strict: true });
      expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
    });

    it(`have types that fit the code, by arethetypeswrong, in ${each.name}`, async () => {
      const found = await checkPackage(createPackageFromTarballData(consumer.tarball(each.name)), {
        includeEntrypoints: contractsOf(each).map((name) => name.replace(each.name, ".")),
      });
      // For ESM, that is; a resolution that knows no exports, and one that cannot require ESM, are things of the past.
      const problems = (found.types ? found.problems : []).filter(
        (problem) => !("resolutionKind" in problem && /^node1(0|6-cjs)$/.test(problem.resolutionKind)),
      );
      expect(found.types).to.not.equal(false);
      expect(problems).to.deep.equal([]);
    });
  }

  it("can be imported by every name, and required", async () => {
    consumer.write("import.mjs", PACKAGES.map(({ name }) => `await import(${JSON.stringify(name)});`).join("\n"));
    consumer.write("require.cjs", 'const { openTaskward } = require("taskward");\nprocess.exit(openTaskward.length);');
    for (const file of ["import.mjs", "require.cjs"])
      expect(await consumer.run(file, ["--no-warnings"])).to.include({ code: 0, stdout: "" });
  });

  it("cannot be reached into", async () => {
    const inner = PACKAGES.flatMap(innerContractsOf);
    expect(inner).to.include("@taskward/application/contracts/task-store/isolation");
    const paths = ["taskward/dist/src/main.js", "@taskward/domain/dist/src/task.js", ...inner];
    consumer.write(
      "reach.mjs",
      `for (const path of ${JSON.stringify(paths)})
  try { console.log(import.meta.resolve(path)); } catch ({ code }) { console.log(code); }`,
    );
    const { stdout } = await consumer.run("reach.mjs", []);
    expect(stdout.trim().split("\n")).to.deep.equal(paths.map(() => "ERR_PACKAGE_PATH_NOT_EXPORTED"));
  });

  it("bring the command", async () => {
    expect(await consumer.npm(["exec", "--offline", "--", "taskward", "--help"])).to.match(
      /^Usage: taskward .*\bserve\b/s,
    );
    const bin = consumer.path("node_modules/taskward/bin/taskward.js");
    expect((await consumer.run(bin, ["shell"], { input: "1\nBuy milk\n\n2\n6\n" })).stdout).to.include("Buy milk");
    expect(JSON.parse((await consumer.run(bin, ["openapi"])).stdout).info.version).to.equal(ROOT_MANIFEST.version);
  });

  it("serve the API's documentation from what is installed", async () => {
    consumer.write(
      "docs.mjs",
      `import { openTaskward } from "taskward";
const taskward = await openTaskward({ databaseUrl: "memory:", port: 0 });
const { url } = await taskward.listen();
for (const path of ["/docs/", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/openapi.json"])
  console.log((await fetch(url + path)).status);
await taskward.close();`,
    );
    expect((await consumer.run("docs.mjs", [])).stdout).to.equal("200\n200\n200\n200\n");
  });

  it("are each explained by a snippet", () => {
    expect(PAGES.filter((page) => !SNIPPETS.some((snippet) => snippet.page === page))).to.deep.equal([]);
  });

  for (const [n, { page, line, code, prints }] of SNIPPETS.entries())
    it(`do as ${page} says in line ${line}`, async () => {
      consumer.write(`snippet-${n}.mjs`, code);
      const outcome = await consumer.run(`snippet-${n}.mjs`, []);
      expect(outcome).to.deep.equal({ code: 0, stdout: prints.map((text) => `${text}\n`).join(""), stderr: "" });
    });

  describe("with mocha, chai and fast-check beside them,", () => {
    before("installs what suites need", async () => {
      await consumer.add("mocha", "chai", "fast-check", "@types/mocha");
      consumer.copy("examples/adapter", ".");
    });

    it("compile in a strict program", async () => {
      consumer.copy("test/packages/typed-program.ts", "typed-program.ts");
      const files = ["typed-program.ts", "file-tasks.mjs", "file-tasks.test.mjs"];
      consumer.write("tsconfig.json", JSON.stringify({ compilerOptions: STRICT, files }));
      const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
      expect((await consumer.run(tsc, ["--pretty", "false"])).stdout).to.equal("");
    });

    it("hand out their suites", async () => {
      const names = PACKAGES.flatMap(contractsOf);
      expect(names).to.include.members(["@taskward/application/contracts/task-store"]);
      consumer.write("suites.mjs", names.map((name) => `await import(${JSON.stringify(name)});`).join("\n"));
      expect(await consumer.run("suites.mjs", [])).to.deep.equal({ code: 0, stdout: "", stderr: "" });
    });

    it("hold somebody's own adapter to the contract", async () => {
      const mocha = consumer.path("node_modules/mocha/bin/mocha.js");
      const { code, stdout } = await consumer.run(mocha, ["file-tasks.test.mjs"]);
      expect(stdout)
        .to.match(/[1-9]\d+ passing/)
        .and.not.match(/failing/);
      expect(code).to.equal(0);
    });
  });
});

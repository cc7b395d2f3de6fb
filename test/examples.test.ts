import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { caller } from "./support/api.js";
import { embeddedDirectory } from "./support/embedded-directory.js";

const EXAMPLES = new URL("../../examples/", import.meta.url);

describe("the examples", () => {
  const running: ChildProcess[] = [];
  let directory: string;

  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });

  const start = (script: string, ...args: readonly string[]) => {
    const path = fileURLToPath(new URL(script, EXAMPLES));
    const child = spawn(process.execPath, [path, ...args], { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    return child;
  };

  /** What an example that serves has printed, once it has said this. */
  const said = async (child: ReturnType<typeof start>, what: RegExp): Promise<string> => {
    let output = "";
    for await (const chunk of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
      output += chunk;
      if (what.test(output)) return output;
    }
    throw new Error(`ended with ${output}`);
  };

  const interrupted = async (child: ReturnType<typeof start>): Promise<number | null> => {
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    return code;
  };

  const stores = { "in memory": async () => "memory:", embedded: async () => `pglite:${await embeddedDirectory()}` };
  for (const [name, store] of Object.entries(stores))
    it(`show the library at work, with nothing left to do when it is closed (${name})`, async () => {
      const child = start("library/tasks.mjs", await store());
      const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
      expect(code).to.equal(0);
      expect(printed).to.match(/^Ann's first task is number 1, made at \d{4}-\d\d-\d\d\.$/m);
      expect(printed).to.include("2 of her tasks are open:\n  - Water the plants\n  - Walk the dog\n");
      expect(printed.match(/"(not_found|stale|invalid): [^"]+"/g)).to.have.length(3);
    });

  // Windows has no signal that lets a process end well.
  const ends = process.platform !== "win32";

  it("show the API in a server of one's own", async () => {
    const child = start("library/server.mjs", "0");
    const url = /http:\S+(?=\/api)/.exec(await said(child, /at \/\n/))?.[0] ?? "";
    expect(await (await fetch(url)).text()).to.equal("Ann has 0 tasks.\n");
    expect((await caller(url)("GET", "/api/v1/tasks")).status).to.equal(401);
    if (ends) expect(await interrupted(child)).to.equal(0);
  });

  it("serve the web client's page though one of its files is gone, as while somebody saves it", async () => {
    const web = join(directory, "web");
    cpSync(new URL("web", EXAMPLES), web, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
    symlinkSync(new URL("../../node_modules", import.meta.url), join(directory, "node_modules"), "junction");
    const child = start(pathToFileURL(join(web, "start.mjs")).href, "0", "0");
    const page = /(?<=page is at )\S+/.exec(await said(child, /Ctrl-C/))?.[0] ?? "";
    rmSync(join(web, "tools.js"));
    expect((await fetch(`${page}/tools.js`)).status).to.equal(404);
    expect((await fetch(page)).status).to.equal(200);
  });

  const onAdapter = async (files: string) => {
    const child = start("adapter/start.mjs", files, "0");
    const output = await said(child, /Bearer .*\n/);
    const [url = "", token = ""] = [/http:\S+?(?=,)/, /(?<=Bearer )[\w.-]+/].map((form) => form.exec(output)?.[0]);
    return { child, ann: caller(url, token) };
  };

  it("show the API on an adapter of one's own, which keeps what it is given", async () => {
    const create = async (): Promise<readonly number[]> => {
      const { child, ann } = await onAdapter("files");
      expect((await ann("POST", "/api/v1/tasks", { title: "Buy milk" })).status).to.equal(201);
      const { body } = await ann("GET", "/api/v1/tasks");
      if (ends) expect(await interrupted(child)).to.equal(0);
      return body.data.map(({ id }: { id: number }) => id);
    };
    expect(await create()).to.deep.equal([1]);
    expect(await create()).to.deep.equal([2, 1]);
  });

  it("show an adapter that says so, and ends no process, where its files cannot be had", async () => {
    writeFileSync(join(directory, "file"), "");
    const { ann } = await onAdapter(join("file", "files"));
    expect((await ann("GET", "/api/v1/tasks")).status).to.equal(503);
  });
});

// What an adapter's author runs: it describes the contract of a TaskStore.
await import(new URL("adapter/file-tasks.test.mjs", EXAMPLES).href);

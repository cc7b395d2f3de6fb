import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { endText } from "../../src/archive/format.js";
import { body, exported } from "../support/exported.js";
import { type Desk, openDesk } from "../support/in-process.js";

describe("export and import", () => {
  let url: string;
  let desk: Desk;
  const at = (name: string): string => join(desk.directory, name);

  beforeEach(async () => {
    url = await createDatabase();
    desk = openDesk(url);
    await desk.run("migrate", "up");
  });
  afterEach(() => desk.leave());

  it("bring back the same bytes after everything was erased", async () => {
    await desk.run("users", "create", "--id", "ann", "--email", "ann@example.com", "--name", "Ann É");
    for (const title of ["Buy milk", "a\u0001\u2028\u202e😀"]) await desk.run("tasks", "add", "--user", "ann", title);
    await desk.run("tasks", "add", "--user", "bob", "Bob's", "--completed");
    await desk.run("users", "disable", "bob");
    await desk.run("tasks", "edit", "1", "--user", "ann", "--description", "2 litres");

    const first = await desk.run("export", "--out", "first.ndjson");
    expect(first).to.deep.equal({ code: 0, stdout: "Exported 2 users and 3 tasks to first.ndjson.\n", stderr: "" });
    expect(body(at("first.ndjson"))).to.include('"disabled_at":"20');
    if (process.platform !== "win32") expect(statSync(at("first.ndjson")).mode & 0o777).to.equal(0o600);
    for (const id of ["ann", "bob"]) await desk.run("users", "delete", id, "--yes");

    expect((await desk.run("import", "first.ndjson")).stdout).to.equal(
      "Imported 2 users and 3 tasks; 0 users and 0 tasks were there already.\n",
    );
    const nothing = { users: 0, tasks: 0, users_already_there: 2, tasks_already_there: 3 };
    expect(await desk.json("import", "first.ndjson")).to.deep.equal(nothing);
    const second = { file: "second.ndjson", users: 2, tasks: 3 };
    expect(await desk.json("export", "--out", "second.ndjson")).to.deep.equal(second);
    expect(body(at("second.ndjson"))).to.equal(body(at("first.ndjson")));
    expect((await desk.json("tasks", "add", "--user", "ann", "next")).id).to.be.above(3);

    const ofBob = await desk.run("export", "--user", "bob");
    expect(ofBob.stderr).to.equal("Exported 1 user and 1 task.\n");
    expect(ofBob.stdout).to.include("Bob's").and.not.include("Buy milk");
  });

  it("keep a file that is there unless told otherwise, and leave nothing half written", async () => {
    writeFileSync(at("kept.ndjson"), "precious");
    const refused = await desk.run("export", "--out", "kept.ndjson");
    expect(refused).to.include({ code: 1, stdout: "" });
    expect(refused.stderr).to.include("kept.ndjson is there already").and.include("--yes");
    expect((await desk.run("export", "--user", "nobody", "--out", "kept.ndjson", "--yes")).code).to.equal(1);
    expect(readFileSync(at("kept.ndjson"), "utf8")).to.equal("precious");
    expect(readdirSync(desk.directory)).to.deep.equal(["kept.ndjson"]);
    expect((await desk.run("export", "--out", "kept.ndjson", "--yes")).code).to.equal(0);
    expect(body(at("kept.ndjson"))).to.equal(`${endText({ users: 0, tasks: 0 })}\n`);
  });

  it("refuse a damaged line by its number, with the whole of its batch, and go on when it is mended", async () => {
    const lines = [...exported(3, 400)];
    const damaged = lines.with(899, (lines[899] ?? "").replace('"title":"', '"title":"\\u0000'));
    writeFileSync(at("damaged.ndjson"), damaged.join(""));
    const { code, stderr } = await desk.run("import", "damaged.ndjson");
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^taskward: damaged\.ndjson, line 900: title .+\nKept so far: 2 users and 498 tasks, nothing new after line 501\..+\n$/,
    );
    expect(await desk.json("users", "list")).to.have.length(2);
    writeFileSync(at("mended.ndjson"), lines.join(""));
    expect(await desk.json("import", "mended.ndjson")).to.include({ users: 1, tasks: 702, tasks_already_there: 498 });
  });

  it("refuse what is somebody else's, and what is no export", async () => {
    writeFileSync(at("first.ndjson"), [...exported(1, 1)].join(""));
    await desk.run("import", "first.ndjson");
    writeFileSync(at("stolen.ndjson"), [...exported(1, 1)].join("").replaceAll("user-000000", "eve"));
    const stolen = await desk.run("import", "stolen.ndjson");
    expect(stolen.stderr).to.include("stolen.ndjson, lines 2 to 4: Task 1 is another user's");
    expect((await desk.run("users", "show", "eve")).code).to.equal(1);
    writeFileSync(at("letter.txt"), "Dear Bob");
    expect((await desk.run("import", "letter.txt")).stderr).to.include("line 1: it is not the first line of an export");
    expect((await desk.run("import", "nothing")).stderr).to.include("there is no such file");
    expect((await desk.run("import", ".")).stderr).to.include("it is a directory");
  });
});

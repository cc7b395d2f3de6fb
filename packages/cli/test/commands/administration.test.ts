import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { type Desk, openDesk } from "../support/in-process.js";

describe("administration from the command line", () => {
  let url: string;
  let desk: Desk;
  before(async () => {
    url = await createDatabase();
    desk = openDesk(url);
  });
  after(() => desk.leave());

  it("migrates up and down, says what is there, and does nothing twice", async () => {
    const refused = await desk.run("users", "list");
    expect(refused).to.include({ code: 1, stdout: "" });
    expect(refused.stderr).to.include("taskward migrate up");
    expect(await desk.json("migrate", "status")).to.satisfy((states: { applied_at: string | null }[]) =>
      states.every(({ applied_at }) => applied_at === null),
    );
    expect((await desk.run("migrate", "up")).stdout).to.match(/^Applied 0001-\S+\n/);
    expect(await desk.run("migrate", "up")).to.deep.equal({ code: 0, stdout: "Nothing to do.\n", stderr: "" });
    const down = await desk.run("migrate", "down", "--all");
    expect(down).to.include({ code: 1, stdout: "" });
    expect(down.stderr).to.include("--yes");
    const { undone } = await desk.json("migrate", "down", "--all", "--yes");
    expect((await desk.json("migrate", "up")).applied).to.deep.equal(undone.toReversed());
    expect((await desk.run("migrate", "status")).stdout).not.to.include("not yet");
  });

  it("says why nothing can be written", async () => {
    const reader = openDesk(`${url}?options=-c%20default_transaction_read_only%3Don`);
    const refused = await reader.run("users", "create", "--id", "eve");
    expect(refused).to.include({ code: 1, stdout: "" });
    expect(refused.stderr).to.match(/^taskward: .+: cannot execute .+ in a read-only transaction\n$/);
    reader.leave();
  });

  it("makes, shows, shuts, opens and deletes users", async () => {
    const email = "ann@example.com";
    const ann = { id: "ann", email, name: null, disabled_at: null };
    expect(await desk.json("users", "create", "--id", "ann", "--email", "Ann@Example.com")).to.include(ann);
    const taken = await desk.run("users", "create", "--email", email);
    expect(taken).to.include({ code: 1, stdout: "" });
    expect(taken.stderr).to.match(/^taskward: .+\n$/);
    expect((await desk.json("users", "disable", "ann")).disabled_at).to.be.a("string");
    expect((await desk.run("users", "list")).stdout).to.match(/^Id .*\n-.*\nann +ann@example\.com .*disabled\n$/);
    expect(await desk.json("users", "enable", "ann")).to.include(ann);
    await desk.run("tasks", "add", "--user", "ann", "Buy milk");
    expect(await desk.json("users", "show", "ann")).to.include({ ...ann, tasks: 1 });
    const asked = await desk.run("users", "delete", "ann");
    expect(asked).to.include({ code: 1, stdout: "" });
    expect(asked.stderr).to.include("user ann with 1 task").and.include("--yes");
    expect((await desk.run("users", "delete", "ann", "--yes")).stdout).to.equal("Deleted user ann with 1 task.\n");
    expect(await desk.json("users", "list")).to.deep.equal([]);
    expect(await desk.run("users", "show", "ann")).to.deep.equal({
      code: 1,
      stdout: "",
      stderr: "taskward: There is no user with the id ann; `taskward users list` shows every id\n",
    });
  });

  it("adds, lists, edits, completes, reopens and deletes tasks", async () => {
    const added = await desk.run("tasks", "add", "--user", "bob", "Buy \u001b[31mmilk", "--description", "2 litres");
    expect(added.stdout).to.match(/^Added task \d+: Buy \\u001b\[31mmilk\n$/);
    expect(added.stderr).to.equal("There was no user bob; now there is.\n");
    const [, id = ""] = /task (\d+)/.exec(added.stdout) ?? [];
    const ofBob = ["--user", "bob"];
    const second = await desk.json("tasks", "add", ...ofBob, "--title", "Call Ann", "--completed");
    expect(second).to.include({ user_id: "bob", completed: true, version: 1 });
    expect(await desk.json("tasks", "edit", id, ...ofBob, "--title", "Buy oat milk")).to.include({
      title: "Buy oat milk",
      description: "2 litres",
    });
    expect(await desk.json("tasks", "complete", id, ...ofBob)).to.include({ completed: true });
    expect((await desk.run("tasks", "reopen", id, ...ofBob)).stdout).to.equal(`Reopened task ${id}: Buy oat milk\n`);
    const table = (await desk.run("tasks", "list", ...ofBob)).stdout.split("\n");
    expect(table[0]).to.match(/^Id +Done +Title +Description +Created$/);
    expect(table[3]).to.match(/ \[ \] +Buy oat milk +2 litres +20\d\d-/);
    const titles = async (...options: string[]): Promise<string[]> =>
      (await desk.json("tasks", "list", ...ofBob, ...options)).map(({ title }: { title: string }) => title);
    expect(await titles("--sort", "title")).to.deep.equal(["Buy oat milk", "Call Ann"]);
    expect(await titles("--open")).to.deep.equal(["Buy oat milk"]);
    expect(await titles("--completed", "--search", "ANN")).to.deep.equal(["Call Ann"]);
    const cut = await desk.run("tasks", "list", ...ofBob, "--limit", "1", "--json");
    expect(JSON.parse(cut.stdout)).to.deep.equal([second]);
    expect(cut.stderr).to.equal("There are more than 1 task; --all lists every one.\n");
    expect(await desk.run("tasks", "complete", id, "--user", "eve")).to.include({
      code: 1,
      stderr: "taskward: Task not found\n",
    });
    expect((await desk.run("tasks", "delete", id, ...ofBob)).code).to.equal(1);
    expect((await desk.run("tasks", "delete", id, ...ofBob, "-y")).stdout).to.equal(
      `Deleted task ${id}: Buy oat milk\n`,
    );
    const none = await desk.run("tasks", "list", ...ofBob, "--open");
    expect(none).to.deep.equal({ code: 0, stdout: "", stderr: "There are no such tasks.\n" });
  });

  it("says that nobody has an id, an e-mail address for one, and where ids are shown", async () => {
    const commands = [
      ["users", "show"],
      ["users", "disable"],
      ["users", "enable"],
      ["users", "delete", "--yes"],
      ["tasks", "list", "--json", "--user"],
    ];
    for (const command of commands)
      expect(await desk.run(...command, "eve@example.com"), command.join(" ")).to.deep.equal({
        code: 1,
        stdout: "",
        stderr: "taskward: There is no user with the id eve@example.com; `taskward users list` shows every id\n",
      });
  });

  it("names every field at fault in one sentence", async () => {
    const { code, stdout, stderr } = await desk.run(
      "tasks",
      "add",
      "--user",
      "bob",
      " ",
      "--description",
      "a".repeat(1001),
    );
    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.match(/^taskward: title .+; description .+\n$/);
  });
});

import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Command } from "commander";
import { program } from "../../src/program.js";
import { openDesk } from "../support/in-process.js";
import { type Outcome, openPlace } from "../support/taskward.js";

const DOCUMENTATION = readFileSync(new URL("../../../../../docs/cli.md", import.meta.url), "utf8");

interface Leaf {
  readonly path: string;
  readonly command: Command;
}

const leavesOf = (command: Command, path: string): Leaf[] =>
  command.commands.length === 0
    ? [{ path, command }]
    : command.commands.flatMap((below) => leavesOf(below, `${path} ${below.name()}`));

const helpOf = (command: Command): string => {
  let help = "";
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
};

const PROGRAM = await program();
const ALL = leavesOf(PROGRAM, "taskward");
const flagsOf = ({ command }: Leaf): string[] => command.options.map(({ long }) => long ?? "");

describe("the command line", () => {
  it("has every command that is promised", () => {
    expect(ALL.map(({ path }) => path.replace("taskward ", ""))).to.include.members([
      "serve",
      ...["up", "down", "status"].map((verb) => `migrate ${verb}`),
      ...["list", "show", "create", "disable", "enable", "delete"].map((verb) => `users ${verb}`),
      ...["list", "add", "edit", "complete", "reopen", "delete"].map((verb) => `tasks ${verb}`),
      ...["issue", "inspect"].map((verb) => `token ${verb}`),
      "export",
      "import",
      "doctor",
      "openapi",
      "shell",
    ]);
  });

  it("shows an example in the help of each", () => {
    for (const { path, command } of ALL) expect(helpOf(command), path).to.match(/\nExamples?:\n(.*\n)*?.*taskward /);
    for (const group of PROGRAM.commands) expect(helpOf(group), group.name()).to.match(/\nExamples?:\n/);
  });

  it("speaks JSON wherever machines listen, and takes --yes wherever something is destroyed", () => {
    const forPeople = ["taskward serve", "taskward shell"];
    for (const leaf of ALL.filter(({ path }) => !forPeople.includes(path)))
      expect(flagsOf(leaf), leaf.path).to.include("--json");
    for (const leaf of ALL.filter(({ path }) => /delete|down|export/.test(path)))
      expect(flagsOf(leaf), leaf.path).to.include("--yes");
  });

  it("is documented, every option included", () => {
    for (const { path, command } of ALL) {
      const section = DOCUMENTATION.split(/^(?=#+ )/m).find((text) => text.startsWith(`### \`${path}\``));
      expect(section, path).to.be.a("string");
      for (const { long } of command.options) expect(section, `${path} ${long}`).to.include(long ?? "");
    }
  });

  it("says which version it is", async () => {
    const manifest = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
    const desk = openDesk("memory:");
    expect(await desk.run("--version")).to.deep.equal({
      code: 0,
      stdout: `${JSON.parse(manifest).version}\n`,
      stderr: "",
    });
    desk.leave();
  });

  it("takes nothing that it would pass over in silence", async () => {
    const desk = openDesk("memory:");
    const twice = await desk.run("tasks", "add", "a", "--title", "b", "--user", "ann");
    expect([twice.code, twice.stdout]).to.deep.equal([2, ""]);
    expect(twice.stderr).to.include("given twice");
    // A setting that is not right would end it too, but not as wrong usage.
    const badly = openDesk("memory:", { PORT: "x" });
    const serve = await badly.run("serve", "--json");
    expect([serve.code, serve.stdout]).to.deep.equal([2, ""]);
    expect(serve.stderr).to.include("--print-settings");
    for (const { leave } of [desk, badly]) leave();
  });

  it("tells wrong usage from a refusal, and says what may have been meant", async () => {
    const desk = openDesk("memory:");
    const wrong = [
      ["users", "lst"],
      ["tasks", "list", "--user", "ann", "--limt", "3"],
      ["tasks", "list"],
      ["tasks", "complete", "0x10", "--user", "ann"],
      ["tasks", "edit", "1", "--user", "ann"],
      ["users", "show", "\u001b[31mann"],
    ];
    const outcomes: Outcome[] = [];
    for (const args of wrong) outcomes.push(await desk.run(...args));
    desk.leave();
    expect(outcomes.map(({ code }) => code)).to.deep.equal([2, 2, 2, 2, 2, 2]);
    expect(outcomes.map(({ stdout }) => stdout).join("")).to.equal("");
    const [command = "", option = "", missing = "", number = "", nothing = "", control = ""] = outcomes.map(
      ({ stderr }) => stderr,
    );
    expect(command).to.include("Did you mean list?").and.include("taskward users --help");
    expect(option).to.include("Did you mean --limit?");
    expect(missing).to.include("--user <id>");
    expect(nothing).to.include("--title");
    expect(number).to.include("positive whole number");
    expect(control).to.include("\\u001b[31mann").and.not.include("\u001b");
    const place = openPlace("memory:");
    expect(await place.run(["users", "lst"])).to.deep.equal(outcomes[0]);
    place.leave();
  });
});

import { expect } from "chai";
import { SHELL } from "./command.js";
import { PseudoTerminal } from "./pseudo-terminal.js";

const UP = "\u001b[A";
const DOWN = "\u001b[B";
const ESCAPE = "\u001b";
const ENTER = "\r";
const LEAVING = [
  ["Ctrl-C", "\u0003"],
  ["Ctrl-D", "\u0004"],
] as const;

/** Waits for the question before each answer. */
const answer = async (terminal: PseudoTerminal, ...turns: readonly (readonly [question: string, keys: string])[]) => {
  for (const [question, keys] of turns) {
    await terminal.until(question);
    // After a goodbye nobody may be there: writing even nothing to a pipe that is gone is an error, EPIPE.
    if (keys !== "") terminal.type(keys);
  }
};

const describeTerminal = (suite: () => void): void => {
  // Windows has no `script`; the same conversation is held on a pipe there.
  if (process.platform !== "win32") describe("a shell on a terminal", suite);
};

describeTerminal(() => {
  let terminal: PseudoTerminal;
  afterEach(() => terminal.close());

  it("holds the conversation that it holds on a pipe", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(
      terminal,
      ["Choose 1-6: ", `1${ENTER}`],
      ["Title: ", ENTER],
      ["Title must have", `Buy milk${ENTER}`],
      ["Description (Enter for none): ", ENTER],
      ["Added task 1: Buy milk", `2${ENTER}`],
      [" 1  [ ]   Buy milk", `6${ENTER}`],
      ["Goodbye.\n", ""],
    );
    expect(await terminal.ended()).to.equal(0);
  });

  it("chooses from the menu and among the tasks with the arrow keys", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(
      terminal,
      ["Up and down to choose", ""],
      ["Choose 1-6: ", DOWN],
      ["1 Add", ENTER],
      ["Title: ", `Buy milk${ENTER}`],
      ["Description", ENTER],
      ["Choose 1-6: ", `1${ENTER}`],
      ["Title: ", `Call Bob${ENTER}`],
      ["Description", ENTER],
      ["Choose 1-6: ", UP],
      ["6 Exit", UP],
      ["5 Mark complete/incomplete", ENTER],
      ["Number of the task to mark (Enter for the menu): ", DOWN],
      ["1 Buy milk", DOWN],
      ["2 Call Bob", DOWN],
      ["1 Buy milk", UP],
      ["2 Call Bob", ENTER],
      ["Marked complete: task 2: Call Bob", ""],
    );
  });

  it("puts the text to be changed on the line", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(
      terminal,
      ["Choose 1-6: ", `1${ENTER}`],
      ["Title: ", `Buy milk${ENTER}`],
      ["Description", ENTER],
      ["Choose 1-6: ", `3 1${ENTER}`],
      ["New title (Enter keeps it): ", UP],
      ["Buy milk", ` and tea${ENTER}`],
      ["New description", ENTER],
      ["Updated task 1: Buy milk and tea", ""],
    );
  });

  it("goes back to the menu on Esc, with nothing done", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(
      terminal,
      ["Choose 1-6: ", `1${ENTER}`],
      ["Title: ", "Buy mi"],
      ["Buy mi", ESCAPE],
      ["Choose 1-6: ", `2${ENTER}`],
      ["You have no tasks yet.", ""],
    );
  });

  for (const [key, code] of LEAVING)
    it(`leaves politely on ${key}, in the menu and in the middle of a task`, async () => {
      for (const before of [[], [["Choose 1-6: ", `1${ENTER}`]] as const]) {
        terminal = new PseudoTerminal(SHELL);
        await answer(
          terminal,
          ...before,
          [before.length === 0 ? "Choose 1-6: " : "Title: ", code],
          ["\nGoodbye.\n", ""],
        );
        expect(await terminal.ended()).to.equal(0);
      }
    });

  for (const [key, code] of LEAVING)
    it(`leaves on ${key} that is pressed while a line is still worked on`, async () => {
      terminal = new PseudoTerminal(SHELL);
      await answer(
        terminal,
        ["Choose 1-6: ", `2${ENTER}${code}`],
        ["You have no tasks yet.", ""],
        ["\nGoodbye.\n", ""],
      );
      expect(await terminal.ended()).to.equal(0);
    });

  it("takes lines that were pasted together", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(terminal, ["Choose 1-6: ", "1\rBuy milk\r\r1\rCall Bob\r\r2\r6\r"], ["2 tasks, 0 complete", ""]);
    expect(await terminal.ended()).to.equal(0);
  });

  it("fits the table and the menu into the window", async () => {
    terminal = new PseudoTerminal(SHELL, { columns: 44 });
    await answer(
      terminal,
      ["1 Add\n2 View\n", ""],
      ["Choose 1-6: ", `1${ENTER}`],
      ["Title: ", `${"x".repeat(60)}${ENTER}`],
      ["Description", `${"y".repeat(60)}${ENTER}`],
      ["Choose 1-6: ", `2${ENTER}`],
      ["…  yyy", ""],
      ['…\n1 task, 0 complete\nCut to fit; "2 1" shows task 1 whole.\n', `2 1${ENTER}`],
      ["x".repeat(60), ""],
    );
    const table = terminal.seen.split("\n").filter((line) => line.includes("…"));
    for (const line of table) expect(line.length).to.be.at.most(44);
  });

  it("has colours, but not with NO_COLOR", async () => {
    terminal = new PseudoTerminal(SHELL);
    await answer(terminal, ["Choose 1-6: ", `6${ENTER}`]);
    await terminal.ended();
    expect(terminal.raw).to.include("\u001b[36m1\u001b[39m Add");
    terminal = new PseudoTerminal(SHELL, { env: { NO_COLOR: "1" } });
    await answer(terminal, ["Choose 1-6: ", `7${ENTER}`], ["not on the menu", `6${ENTER}`]);
    await terminal.ended();
    for (const style of [1, 2, 31, 32, 36]) expect(terminal.raw).to.not.include(`\u001b[${style}m`);
  });
});

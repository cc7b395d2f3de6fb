import type { Taskward, UserTasks } from "@taskward/composition";
import type { Task } from "@taskward/domain";
import { expect } from "chai";
import { type Conversation, conversation } from "./conversation.js";
import { openMemory } from "./open-memory.js";

const MENU = "Choose 1-6:";

describe("a shell session", () => {
  let taskward: Taskward;
  let tasks: UserTasks;
  let type: Conversation["type"];
  let session: Conversation["session"];
  let start: Conversation["start"];

  beforeEach(async () => {
    taskward = await openMemory();
    ({ tasks } = taskward.as("ann"));
    ({ type, session, start } = await conversation(tasks));
  });
  afterEach(() => taskward.close());

  const all = async (): Promise<readonly Task[]> => [...(await tasks.list()).tasks].reverse();
  const texts = async () => (await all()).map(({ title, description }) => [title, description]);

  it("starts with what it is about and the menu", async () => {
    const { output, prompt } = start;
    expect(output).to.equal("Taskward.\n\n1 Add  2 View  3 Update  4 Delete  5 Mark complete/incomplete  6 Exit\n");
    expect(prompt).to.equal(MENU);
  });

  it("adds tasks, numbered from 1, and shows them", async () => {
    await type("1", "  Buy milk ", "", "1", "Call Bob", "about the boat", "5", "2");
    const { output } = await type("2");
    expect(output).to.include(
      [
        "Id  Done  Title     Description",
        "--  ----  --------  --------------",
        " 1  [ ]   Buy milk",
        " 2  [x]   Call Bob  about the boat",
        "2 tasks, 1 complete\n",
      ].join("\n"),
    );
  });

  it("says so when there is nothing to show", async () => {
    expect((await type("2")).output).to.include("You have no tasks yet.\n");
  });

  it("says goodbye when Exit is chosen, and stays done", async () => {
    expect(await type("6")).to.deep.include({ output: "Goodbye.\n", done: true });
    expect(await type("1")).to.deep.include({ done: true });
  });

  for (const line of ["0", "7", "-1", "1e0", "x", "", " ", "١", "1\u0000", "constructor"])
    it(`repeats the menu's question after ${JSON.stringify(line)}`, async () => {
      const { output, prompt } = await type(line);
      expect(output).to.match(/^.*[Cc]hoose 1 to 6\.\n$/);
      expect(prompt).to.equal(MENU);
    });

  it("takes the words of the menu for its numbers", async () => {
    expect((await type("add")).prompt).to.equal("Title:");
    expect((await type("Buy milk", "", "LIST")).output).to.include("1 task,");
    expect(await type("quit")).to.deep.include({ done: true });
  });

  for (const [what, title, reason] of [
    ["no title", "", "1 to 200 characters"],
    ["a blank title", " \t\u3000", "1 to 200 characters"],
    ["a title of 201 characters", "é".repeat(201), "1 to 200 characters"],
    ["a title with U+0000", "a\0b", "U+0000"],
    ["bytes that are no text", "\udc80", "not UTF-8"],
  ] as const)
    it(`repeats the question for ${what}, with the reason`, async () => {
      const { output, prompt } = await type("1", title);
      expect(output).to.include(reason);
      expect(prompt).to.equal("Title:");
      await type("😀".repeat(200), "");
      expect(await texts()).to.deep.equal([["😀".repeat(200), ""]]);
    });

  it("repeats the question for a description of 1001 characters", async () => {
    const { output, prompt } = await type("1", "Buy milk", "x".repeat(1001));
    expect(output).to.include("at most 1000 characters");
    expect(prompt).to.match(/^Description/);
    await type("x".repeat(1000));
    expect(await texts()).to.deep.equal([["Buy milk", "x".repeat(1000)]]);
  });

  for (const number of ["0", "01", "2", "1e0", "+1", "milk", "9".repeat(400)])
    it(`repeats the question for the task number ${number.slice(0, 9)}, until an empty line leads to the menu`, async () => {
      await tasks.create({ title: "Buy milk" });
      for (const choice of ["3", "4", "5"]) {
        const { output, prompt } = await type(choice, number);
        expect(output).to.match(/(Task 2 not found|is not the number of a task)\.\n$/);
        expect(prompt).to.match(/^Number of the task to (update|delete|mark) /);
        expect((await type("")).prompt).to.equal(MENU);
      }
      expect((await all())[0]).to.deep.include({ version: 1 });
    });

  it("updates what is typed and keeps the rest", async () => {
    await type("1", "Buy milk", "2 litres");
    expect((await type("3", "1")).output).to.equal(
      ["Task 1:       incomplete", "Title:        Buy milk", "Description:  2 litres", ""].join("\n"),
    );
    await type("Buy oat milk", "");
    expect(await texts()).to.deep.equal([["Buy oat milk", "2 litres"]]);
    await type("3", "1", "", "1 litre");
    expect(await texts()).to.deep.equal([["Buy oat milk", "1 litre"]]);
    await type("3", "1", "", "-");
    expect(await texts()).to.deep.equal([["Buy oat milk", ""]]);
    expect((await type("3", "1", "", "")).output).to.include("Nothing was changed.");
    expect((await all())[0]).to.deep.include({ version: 4 });
  });

  it("offers the texts that there are for editing, except where a line cannot hold them", async () => {
    await tasks.create({ title: "Buy milk", description: "two\nlines" });
    expect((await type("3", "1")).offers).to.deep.equal([{ text: "Buy milk", answer: "Buy milk" }]);
    expect((await type("")).offers).to.deep.equal([]);
  });

  it("repeats the question for a blank or too long title when updating", async () => {
    await tasks.create({ title: "Buy milk" });
    expect((await type("3", "1", "  ")).prompt).to.match(/^New title/);
    expect((await type("x".repeat(201))).prompt).to.match(/^New title/);
    await type("Buy tea", "");
    expect(await texts()).to.deep.equal([["Buy tea", ""]]);
  });

  it("deletes only after a yes", async () => {
    await tasks.create({ title: "Buy milk" });
    expect((await type("4", "1")).prompt).to.equal("Delete task 1: Buy milk? (y/N)");
    expect((await type("6")).output).to.equal('"6" is neither y nor n.\n');
    for (const answer of ["", "n", " NO "]) {
      expect((await type(answer)).output).to.include("Nothing was deleted.");
      await type("4", "1");
    }
    expect(await all()).to.have.length(1);
    expect((await type("Y")).output).to.include("Deleted task 1: Buy milk");
    expect(await all()).to.have.length(0);
  });

  it("marks a task complete and incomplete again", async () => {
    await tasks.create({ title: "Buy milk" });
    expect((await type("5", "1")).output).to.include("Marked complete: task 1: Buy milk\n");
    expect((await all())[0]?.completedAt).to.be.a("string");
    expect((await type("5", "1")).output).to.include("Marked incomplete: task 1: Buy milk\n");
    expect((await all())[0]?.completedAt).to.equal(null);
  });

  it("takes the first answer on the same line as the choice", async () => {
    await type("1 Buy milk", "a long story", "5 1");
    expect((await type("2 1")).output).to.include("Task 1:       complete\nTitle:        Buy milk\n");
    expect((await type("2 7")).output).to.equal("Task 7 not found.\n");
    expect((await type("1")).output).to.include("Description:  a long story\n");
    await type("4 1", "y");
    expect(await all()).to.have.length(0);
  });

  it("offers the menu and the tasks to the arrow keys, in the order in which they are shown", async () => {
    await type("1", "Buy milk", "", "1", "Call Bob", "");
    expect((await session.back()).offers.map(({ text }) => text)).to.include("5 Mark complete/incomplete");
    expect((await type("5")).offers).to.deep.equal([
      { text: "1 Buy milk", answer: "1" },
      { text: "2 Call Bob", answer: "2" },
    ]);
  });

  it("does nothing of what was begun when somebody goes back or leaves", async () => {
    await tasks.create({ title: "Buy milk" });
    for (const begun of [["1", "Half a task"], ["3", "1", "Half a title"], ["4", "1"], ["5"]]) {
      await type(...begun);
      expect((await session.back()).prompt).to.equal(MENU);
      await type(...begun);
      expect(session.end()).to.deep.include({ output: "Goodbye.\n", done: true });
      await session.back();
    }
    expect(await texts()).to.deep.equal([["Buy milk", ""]]);
  });

  it("shows every task, however many pages they fill", async () => {
    for (let i = 1; i <= 2001; i++) await tasks.create({ title: `Task number ${i}` });
    const { output } = await type("2");
    expect(output.match(/Task number \d+/g)).to.have.length(2001);
    expect(output).to.include("2001 tasks, 0 complete");
  });
});

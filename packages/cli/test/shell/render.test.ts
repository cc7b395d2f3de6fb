import type { Task, TaskId, UserId } from "@taskward/domain";
import { draft, taskOf, timestamp } from "@taskward/domain";
import { expect } from "chai";
import { columnsOf } from "../../src/shell/columns.js";
import { taskDetails, taskTable } from "../../src/shell/render.js";
import { PLAIN } from "./conversation.js";

const NOW = timestamp(0);

const task = (id: number, title: string, description = "", completed = false): Task =>
  taskOf(draft({ title, description, completed }), id as TaskId, "ann" as UserId, NOW);

describe("the table of tasks", () => {
  const long = [
    task(1, "日本語".repeat(40), "x".repeat(900)),
    task(22, "\u001b[31m".repeat(20), "e\u0301".repeat(400), true),
    task(333, "Buy milk", "\u001b[2J"),
  ];

  for (const columns of [40, 57, 80, 200])
    it(`fits into ${columns} columns, and says how to see what was cut`, () => {
      const lines = taskTable(long, { ...PLAIN, columns }).split("\n");
      for (const line of lines) expect(columnsOf(line)).to.be.at.most(columns);
      expect(lines.filter((line) => line.includes("…"))).to.have.length(2);
      expect(lines.at(-1)).to.equal('Cut to fit; "2 1" shows task 1 whole.');
    });

  it("gives the title the room that descriptions leave", () => {
    const title = "a".repeat(60);
    expect(taskTable([task(1, title, "short")], { ...PLAIN, columns: 85 })).to.include(`${title}  short`);
  });

  it("cuts nothing where there is no end of the line", () => {
    const table = taskTable(long, PLAIN);
    expect(table).to.include("日本語".repeat(40)).and.include("x".repeat(900)).and.not.include("…");
    expect(table).to.include("333  [ ]   Buy milk ").and.include("  \\u001b[2J").and.not.include("\u001b");
  });

  it("lines up columns whatever the script of a text", () => {
    const lines = taskTable(
      [task(1, "日本", "a"), task(2, "é", "b"), task(3, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "c")],
      PLAIN,
    ).split("\n");
    const before = [1, 2, 3].map((n) => columnsOf((lines[n + 1] ?? "").replace(/[abc]$/, "")));
    expect(before).to.deep.equal([18, 18, 18]);
  });

  it("paints only what it says in words, too", () => {
    const painted = taskTable(long, { ...PLAIN, columns: 60, paint: (style, text) => `<${style}>${text}</>` });
    expect(painted.replace(/<.*?>/g, "")).to.equal(taskTable(long, { ...PLAIN, columns: 60 }));
  });
});

describe("a task with its whole texts", () => {
  it("shows the lines of a description as lines, and nothing that could control the terminal", () => {
    expect(taskDetails(task(7, "a\u001bb", "one\r\ntwo\rthree\n\u0007"), PLAIN).split("\n")).to.deep.equal([
      "Task 7:       incomplete",
      "Title:        a\\u001bb",
      "Description:  one",
      "              two\\rthree",
      "              \\u0007",
    ]);
  });
});

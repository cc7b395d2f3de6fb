import type { ArchiveEntry } from "@taskward/application";
import { change, draft, type TaskId, taskOf, timestamp, userId } from "@taskward/domain";
import { expect } from "chai";
import { checkHeader, Damaged, endText, entryText, headerText, readLine } from "../../src/archive/format.js";

const ann = userId("ann");
const noon = timestamp(Date.UTC(2026, 0, 31, 12));
const user = { id: ann, email: "ann@example.com", name: "Ann", createdAt: noon, disabledAt: null };
const task = taskOf(draft({ title: "Buy milk" }), 7 as TaskId, ann, noon);
const TASK = JSON.parse(entryText({ kind: "task", task })) as Record<string, unknown>;
const USER = JSON.parse(entryText({ kind: "user", user, hash: "$argon2id$" })) as Record<string, unknown>;

describe("a line of an export", () => {
  it("says the same when it is read as when it was written", () => {
    const completed = change(task, { completed: true, description: 'a\u0001"\\\u2028😀' }, noon);
    const entries: ArchiveEntry[] = [
      { kind: "user", user, hash: null },
      { kind: "user", user: { ...user, email: null, name: null, disabledAt: noon }, hash: "$argon2id$v=19$" },
      { kind: "task", task },
      { kind: "task", task: completed },
    ];
    for (const entry of entries) {
      expect(readLine(entryText(entry))).to.deep.equal(entry);
      expect(entryText(entry)).not.to.include("\n");
    }
    expect(readLine(endText({ users: 1, tasks: 2 }))).to.deep.equal({ kind: "end", users: 1, tasks: 2 });
  });

  it("holds a task as the HTTP API writes it", () => {
    expect(TASK).to.deep.equal({
      type: "task",
      id: 7,
      user_id: "ann",
      title: "Buy milk",
      description: "",
      completed: false,
      created_at: noon,
      updated_at: noon,
      completed_at: null,
      version: 1,
    });
  });

  it("is damaged when anything is missing, more, or of another kind", () => {
    const damages: Record<string, unknown>[] = [
      ...[TASK, USER].flatMap((whole) =>
        Object.keys(whole)
          .filter((key) => key !== "password_hash")
          .map((key) => ({ ...whole, [key]: undefined })),
      ),
      ...[TASK, USER].map((whole) => ({ ...whole, more: 1 })),
      ...[0, -1, 1.5, "7", 2 ** 53, null].map((id) => ({ ...TASK, id })),
      ...["", "a\n", "a".repeat(256), 7, null].map((user_id) => ({ ...TASK, user_id })),
      ...["2026-01-31", "2026-02-30T12:00:00.000Z", "2026-01-31T12:00:00Z", 0, null].map((created_at) => ({
        ...TASK,
        created_at,
      })),
      ...[{ completed: true }, { completed_at: noon }, { completed: 1 }, { version: "1" }, { title: null }].map(
        (more) => ({ ...TASK, ...more }),
      ),
      ...[{ email: 7 }, { disabled_at: false }, { password_hash: null }, { password_hash: "secret" }].map((more) => ({
        ...USER,
        ...more,
      })),
      ...["tasks", "", null, undefined].map((type) => ({ ...TASK, type })),
      { type: "end", users: -1, tasks: 0 },
    ];
    for (const damage of damages)
      expect(() => readLine(JSON.stringify(damage)), JSON.stringify(damage)).to.throw(Damaged);
    for (const text of ["", "{", "null", "[]", "7", `${JSON.stringify(TASK)},`, `\ufeff${JSON.stringify(TASK)}`])
      expect(() => readLine(text), text).to.throw(Damaged);
  });

  it("names the field at fault", () => {
    expect(() => readLine(JSON.stringify({ ...TASK, created_at: "noon" }))).to.throw(/^created_at must be a time/);
    expect(() => readLine(JSON.stringify({ ...TASK, more: 1 }))).to.throw(/"more"/);
  });
});

describe("the header of an export", () => {
  it("is known again, and nothing else is taken for one", () => {
    checkHeader(headerText(noon));
    for (const other of ["", "{}", "root:x:0:0", entryText({ kind: "task", task }), `{"taskward":"export"}`])
      expect(() => checkHeader(other), other).to.throw(Damaged);
    expect(() => checkHeader(headerText(noon).replace('"version":1', '"version":2'))).to.throw(/version 2/);
  });
});

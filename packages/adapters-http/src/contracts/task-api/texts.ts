import { expect } from "chai";
import { describe, it } from "mocha";
import { type Api, faultsIn } from "../api.js";
import { newcomer, pathOf, stored, taskOf } from "./stage.js";

const ASTRAL = "\u{1f984}";

const KEPT = [
  "\u0001\u001f\u007f\u0085\u2028 inside",
  `e\u0301 ${ASTRAL} \u05d0\u05d1 \ufeff \ufffd`,
  "x".repeat(200),
  ASTRAL.repeat(200),
  "'; drop table tasks; --",
  '<script>alert("x")</script>',
  "$1 %s \\ {x}",
];

const BAD_FIELDS: readonly [object, readonly string[]][] = [
  ...[5, [], {}, null, true].map((title): [object, string[]] => [{ title }, ["title"]]),
  ...["true", 1, null].map((completed): [object, string[]] => [{ title: "a", completed }, ["completed"]]),
  ...["", "   ", "\u3000\u00a0", "x".repeat(201), ASTRAL.repeat(201), "a\0", "\ud800", "\udc00a"].map(
    (title): [object, string[]] => [{ title }, ["title"]],
  ),
  ...["x".repeat(1001), "\0", "\udfff", 1, ["a"]].map((description): [object, string[]] => [
    { title: "a", description },
    ["description"],
  ]),
  [{ title: " ", description: "\0" }, ["title", "description"]],
  [{ title: 5, description: "x".repeat(1001), nonsense: 1 }, ["title", "description", "nonsense"]],
  [{ ["k".repeat(70)]: 1, title: "a" }, ["k".repeat(64)]],
];

export const describeTexts = (api: () => Api): void => {
  describe("texts of tasks", () => {
    it("gives back exactly what was given, but for white space around a title", async () => {
      const ann = newcomer(api(), "ann");
      for (const text of KEPT) {
        const task = await taskOf(ann, { title: ` ${text}\n`, description: ` ${text} ` });
        expect(task).to.include({ title: text.trim(), description: ` ${text} ` });
        expect(await stored(ann, task)).to.deep.equal(task);
      }
      expect((await taskOf(ann, { title: "a", description: "x".repeat(1000) }))["description"]).to.have.lengthOf(1000);
      expect((await taskOf(ann, { title: "a", description: null }))["description"]).to.equal("");
    });

    it("refuses what cannot be a task, naming every field at fault, on each way in", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      for (const [json, faults] of BAD_FIELDS)
        for (const [method, path] of [
          ["POST", "/api/v1/tasks"],
          ["PUT", pathOf(task)],
          ["PATCH", pathOf(task)],
        ] as const) {
          const reply = await ann(method, path, { json });
          expect(reply.status, `${method} ${JSON.stringify(json)}`).to.equal(422);
          expect(faultsIn(reply)).to.have.members(faults);
        }
      expect((await ann("GET", "/api/v1/tasks")).body.data).to.deep.equal([task]);
    });

    it("refuses a body that is no object", async () => {
      const ann = newcomer(api(), "ann");
      for (const raw of ["null", "1", '"x"', "true", "[]", '[{"title":"a"}]']) {
        const headers = { "Content-Type": "application/json" };
        expect((await ann("POST", "/api/v1/tasks", { raw, headers })).status, raw).to.equal(422);
      }
    });
  });
};

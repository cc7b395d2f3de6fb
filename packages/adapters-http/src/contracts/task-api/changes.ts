import { expect } from "chai";
import { describe, it } from "mocha";
import { type Api, faultsIn } from "../api.js";
import { newcomer, pathOf, stored, taskOf } from "./stage.js";

const FIELDS = [
  "id",
  "user_id",
  "title",
  "description",
  "completed",
  "created_at",
  "updated_at",
  "completed_at",
  "version",
];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const describeChanges = (api: () => Api): void => {
  describe("changing tasks", () => {
    it("creates a task with the documented fields and says where it is", async () => {
      const ann = newcomer(api(), "ann");
      const { status, headers, body } = await ann("POST", "/api/v1/tasks", { json: { title: " Buy milk " } });
      expect(status).to.equal(201);
      expect(body.message).to.equal("Task created");
      expect(Object.keys(body.data)).to.deep.equal(FIELDS);
      expect(body.data).to.include({ title: "Buy milk", description: "", completed: false, completed_at: null });
      expect(body.data).to.include({ version: 1, updated_at: body.data["created_at"] });
      expect(body.data["id"]).to.satisfy((id: unknown) => Number.isSafeInteger(id) && Number(id) > 0);
      expect(body.data["created_at"]).to.match(TIME);
      expect(headers.get("location")).to.equal(pathOf(body.data));
      expect(headers.get("etag")).to.equal('"1"');
      expect(await stored(ann, body.data)).to.deep.equal(body.data);
    });

    it("creates a task that is completed already", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann, { title: "Done", completed: true });
      expect(task).to.include({ completed: true, completed_at: task["created_at"] });
    });

    it("replaces title and description, and leaves completed alone unless it is given", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann, { title: "a", description: "b", completed: true });
      const replaced = await ann("PUT", pathOf(task), { json: { title: "c" } });
      expect(replaced.status).to.equal(200);
      expect(replaced.body.data).to.include({ title: "c", description: "", completed: true, version: 2 });
      const reopened = await ann("PUT", pathOf(task), { json: { title: "c", completed: false } });
      expect(reopened.body.data).to.include({ completed: false, completed_at: null, version: 3 });
      expect(faultsIn(await ann("PUT", pathOf(task), { json: { description: "d" } }))).to.deep.equal(["title"]);
    });

    it("edits what is given and leaves the rest; null clears the description", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann, { title: "a", description: "b" });
      const titled = await ann("PATCH", pathOf(task), { json: { title: "c" } });
      expect(titled.body.data).to.include({ title: "c", description: "b", version: 2 });
      const cleared = await ann("PATCH", pathOf(task), { json: { description: null } });
      expect(cleared.body.data).to.include({ title: "c", description: "", version: 3 });
      expect((await ann("PATCH", pathOf(task), { json: {} })).status).to.equal(422);
    });

    it("takes back what it gave: the read-only fields change nothing, whatever they say", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      const echoed = { ...task, id: 7, user_id: "bob", version: null, created_at: [], updated_at: {}, completed_at: 1 };
      for (const method of ["PUT", "PATCH"]) {
        const { status, body } = await ann(method, pathOf(task), { json: echoed });
        expect(status).to.equal(200);
        expect(body.data).to.include({ id: task["id"], user_id: task["user_id"], created_at: task["created_at"] });
      }
      expect((await stored(ann, task))["version"]).to.equal(3);
    });

    it("completes and reopens by turns without a body, and with one as often as it is sent", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      const path = `${pathOf(task)}/complete`;
      const completed = await ann("PATCH", path);
      expect(completed.body).to.include({ message: "Task completed" });
      expect(completed.body.data).to.include({ completed: true, version: 2 });
      expect((await ann("PATCH", path)).body.data).to.include({ completed: false, completed_at: null, version: 3 });
      for (const _ of [1, 2])
        expect((await ann("PATCH", path, { json: { completed: true } })).body.data).to.include({ version: 4 });
      for (const json of [{}, { completed: "true" }, { completed: null }, { completed: true, title: "a" }])
        expect((await ann("PATCH", path, { json })).status, JSON.stringify(json)).to.equal(422);
    });

    it("deletes for good, once", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      expect((await ann("DELETE", pathOf(task))).status).to.equal(204);
      for (const method of ["DELETE", "GET"]) expect((await ann(method, pathOf(task))).status).to.equal(404);
    });

    it("is the same API under /api", async () => {
      const ann = newcomer(api(), "ann");
      const { headers, body } = await ann("POST", "/api/tasks", { json: { title: "Buy milk" } });
      expect(headers.get("location")).to.equal(`/api/tasks/${body.data["id"]}`);
      expect(await stored(ann, body.data)).to.deep.equal(body.data);
    });
  });
};

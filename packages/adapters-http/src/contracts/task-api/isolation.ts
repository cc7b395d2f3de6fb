import { expect } from "chai";
import { describe, it } from "mocha";
import { type Api, faultsIn, withoutId } from "../api.js";
import { newcomer, pathOf, stored, taskOf } from "./stage.js";

const WRITES = [
  ["GET", "", undefined],
  ["PUT", "", { title: "mine" }],
  ["PATCH", "", { title: "mine" }],
  ["PATCH", "/complete", undefined],
  ["PATCH", "/complete", { completed: true }],
  ["DELETE", "", undefined],
] as const;

// The last is more than any id can be; the others are other ways to write a number.
const NO_IDS = ["0", "01", "+1", "-1", "1.0", "1e0", "0x1", "%31", "1%20", "%201", "9007199254740993", "9".repeat(400)];

export const describeIsolation = (api: () => Api): void => {
  describe("isolation", () => {
    it("hides a task from everyone but its owner, as if it were not there", async () => {
      const [ann, bob] = [newcomer(api(), "ann"), newcomer(api(), "bob")];
      const task = await taskOf(ann);
      for (const [method, path, json] of WRITES)
        for (const headers of [{}, { "If-Match": '"1"' }, { "If-Match": '"7"' }, { "If-None-Match": '"1"' }]) {
          const foreign = await bob(method, pathOf(task) + path, { json, headers });
          const missing = await bob(method, `/api/v1/tasks/9007199254740991${path}`, { json, headers });
          expect(foreign.status, method).to.equal(404);
          expect(withoutId(foreign), method).to.equal(withoutId(missing));
        }
      expect(await stored(ann, task)).to.deep.equal(task);
    });

    it("answers an id that cannot be one as it answers a missing task", async () => {
      const ann = newcomer(api(), "ann");
      const missing = await ann("GET", "/api/v1/tasks/9007199254740991");
      for (const id of NO_IDS)
        for (const [method, path, json] of WRITES) {
          const reply = await ann(method, `/api/v1/tasks/${id}${path}`, { json });
          expect(reply.status, `${method} ${id}`).to.equal(404);
          expect(withoutId(reply)).to.equal(withoutId(missing));
        }
    });

    it("lists, searches, pages and counts only the caller's own", async () => {
      const [ann, bob] = [newcomer(api(), "ann"), newcomer(api(), "bob")];
      for (const title of ["Buy milk", "Buy bread", "Buy tea"]) await taskOf(ann, { title, completed: true });
      const own = await taskOf(bob, { title: "Buy milk" });
      for (const query of ["", "?q=buy", "?sort=title&limit=1", "?completed=false"]) {
        const { body } = await bob("GET", `/api/v1/tasks${query}${query ? "&" : "?"}count=true`);
        expect(body.data, query).to.deep.equal([own]);
        expect(body.meta, query).to.include({ total: 1, has_more: false, next_cursor: null });
      }
    });

    it("pages through the caller's own with another's cursor", async () => {
      const [ann, bob] = [newcomer(api(), "ann"), newcomer(api(), "bob")];
      const own = [await taskOf(bob), await taskOf(bob)];
      for (const _ of own) await taskOf(ann);
      const { next_cursor } = (await ann("GET", "/api/v1/tasks?limit=1")).body.meta;
      const { body } = await bob("GET", `/api/v1/tasks?cursor=${next_cursor}`);
      expect(body.data.map(({ id }) => id)).to.have.members(own.map(({ id }) => id));
    });

    it("lets nobody be named as the owner of a new task", async () => {
      const ann = newcomer(api(), "ann");
      const json = { title: "a", user_id: "bob", owner: "bob", userId: "bob", isAdmin: true, id: 1, version: 1 };
      const reply = await ann("POST", "/api/v1/tasks", { json });
      expect(reply.status).to.equal(422);
      expect(faultsIn(reply)).to.have.members(["user_id", "owner", "userId", "isAdmin", "id", "version"]);
      expect((await ann("GET", "/api/v1/tasks")).body.data).to.deep.equal([]);
    });

    it("serves users named like properties of objects as any other", async () => {
      const { url, token, close } = api();
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
        const user = newcomer({ url, close, token: () => token(name) }, name);
        const before = (await user("GET", "/api/v1/tasks")).body.data.length;
        const task = await taskOf(user);
        expect(task["user_id"]).to.equal(name);
        const { data } = (await user("GET", "/api/v1/tasks")).body;
        expect(data).to.have.lengthOf(before + 1);
        expect(new Set(data.map(({ user_id }) => user_id))).to.deep.equal(new Set([name]));
      }
    });

    it("shows callers their own account", async () => {
      const ann = newcomer(api(), "ann");
      const { body } = await ann("GET", "/api/v1/me");
      expect(Object.keys(body.data)).to.deep.equal(["id", "email", "name", "created_at"]);
      expect((await taskOf(ann))["user_id"]).to.equal(body.data["id"]);
    });
  });
};

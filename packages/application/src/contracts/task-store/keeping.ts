import { type TaskId, taskOf } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { refused, together } from "../refused.js";
import { newId, newUser, type TaskStage } from "../stage.js";
import { drafted } from "./drafts.js";
import { EVERYTHING } from "./queries.js";

const GREATEST = Number.MAX_SAFE_INTEGER as TaskId;

/** Keeping a task, finding it again, and letting it go. */
export const describeKeeping = (stage: TaskStage): void => {
  describe("keeping", () => {
    it("keeps a task as the domain makes it, with plain values only", async () => {
      const { tasks, ann } = stage;
      for (const completed of [false, true]) {
        const draft = drafted("Buy milk", { description: "2 l", completed });
        const task = await tasks.add(ann, draft, at(1.234));
        expect(task.id).to.satisfy(Number.isSafeInteger).and.to.be.above(0);
        const expected = taskOf(draft, task.id, ann, at(1.234));
        expect(task).to.deep.equal(expected);
        expect(await tasks.get(ann, task.id)).to.deep.equal(expected);
        expect((await tasks.list(ann, { ...EVERYTHING, completed })).tasks).to.deep.equal([expected]);
        expect(JSON.parse(JSON.stringify(task))).to.deep.equal(expected);
      }
    });

    it("gives no id twice, not even one that has become free, whoever asks and however many at once", async () => {
      const { tasks, ann, bob } = stage;
      const gone = await tasks.add(ann, drafted("gone"), at(0));
      await tasks.remove(ann, gone.id);
      const added = await Promise.all(together(40, (i) => tasks.add(i % 2 ? ann : bob, drafted(`${i}`), at(0))));
      expect(new Set([gone, ...added].map(({ id }) => id)).size).to.equal(41);
    });

    it("gives the id of an erased user's task to nobody", async () => {
      const { tasks, users, ann, bob } = stage;
      const gone = await tasks.add(ann, drafted("gone"), at(0));
      await users.erase(ann, at(1));
      expect((await tasks.add(bob, drafted("new"), at(2))).id).not.to.equal(gone.id);
    });

    it("keeps nothing for an owner who has no account", async () => {
      const { tasks, users } = stage;
      const nobody = newUser("nobody");
      expect(await refused(tasks.add(nobody.id, drafted("lost"), at(0)))).to.equal("unauthenticated");
      expect(await tasks.list(nobody.id, EVERYTHING)).to.deep.equal({ tasks: [], next: null });
      await users.admit(nobody, at(1));
      expect(await tasks.count(nobody.id, {})).to.equal(0);
    });

    it("keeps nothing for an owner who has been erased", async () => {
      const { tasks, users, ann } = stage;
      await users.erase(ann, at(1));
      expect(await refused(tasks.add(ann, drafted("lost"), at(2)))).to.equal("unauthenticated");
      expect(await tasks.count(ann, {})).to.equal(0);
    });

    it("does not find what is not there, up to the greatest id", async () => {
      const { tasks, ann } = stage;
      const { id: gone } = await tasks.add(ann, drafted("gone"), at(0));
      await tasks.remove(ann, gone);
      for (const id of [gone, GREATEST]) {
        expect(await refused(tasks.get(ann, id))).to.equal("not_found");
        for (const versions of [undefined, [1]]) {
          expect(await refused(tasks.change(ann, id, { title: "x" }, at(1), versions))).to.equal("not_found");
          expect(await refused(tasks.remove(ann, id, versions))).to.equal("not_found");
        }
        expect(await tasks.ownerOf(id)).to.equal(null);
      }
    });

    it("says whose a task is", async () => {
      const { tasks, ann, bob } = stage;
      for (const owner of [ann, bob]) {
        const { id } = await tasks.add(owner, drafted("mine"), at(0));
        expect(await tasks.ownerOf(id)).to.equal(owner);
      }
    });

    it("removes a task for good, and no other", async () => {
      const { tasks, ann } = stage;
      const [gone, kept] = [await tasks.add(ann, drafted("gone"), at(0)), await tasks.add(ann, drafted("kept"), at(0))];
      expect(await tasks.remove(ann, gone.id)).to.equal(undefined);
      expect((await tasks.list(ann, EVERYTHING)).tasks).to.deep.equal([kept]);
    });

    it("removes a task only in a version that was named", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("first"), at(0));
      const changed = await tasks.change(ann, id, { title: "second" }, at(1));
      for (const versions of [[1], [], [3, Number.MAX_SAFE_INTEGER]])
        expect(await refused(tasks.remove(ann, id, versions))).to.equal("stale");
      expect(await tasks.get(ann, id)).to.deep.equal(changed);
      await tasks.remove(ann, id, [1, 2]);
      expect(await refused(tasks.get(ann, id))).to.equal("not_found");
    });

    it("hands out copies, and keeps none of what it was handed", async () => {
      const { tasks, ann } = stage;
      const draft = drafted("kept");
      const added = await tasks.add(ann, draft, at(0));
      const kept = { ...added };
      const change = { completed: false };
      const listed = await tasks.list(ann, EVERYTHING);
      const results = [added, await tasks.get(ann, added.id), ...listed.tasks];
      results.push(await tasks.change(ann, added.id, change, at(1)));
      for (const result of [draft, change, ...results]) Reflect.set(result, "title", "spoilt");
      Reflect.deleteProperty(listed.tasks, 0);
      expect(await tasks.get(ann, added.id)).to.deep.equal(kept);
      expect((await tasks.list(ann, EVERYTHING)).tasks).to.deep.equal([kept]);
    });

    it("serves owners whose ids are names that every object has", async () => {
      const { tasks, users, bob } = stage;
      await tasks.add(bob, drafted("Bob's"), at(0));
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__"]) {
        const { id: owner } = await users.admit({ ...newUser("x"), id: name as typeof bob }, at(0));
        for (const { id } of (await tasks.list(owner, EVERYTHING)).tasks) await tasks.remove(owner, id);
        const task = await tasks.add(owner, drafted("mine"), at(0));
        expect(task.owner).to.equal(name);
        expect(await tasks.list(owner, EVERYTHING)).to.deep.equal({ tasks: [task], next: null });
        expect(await refused(tasks.get(bob, task.id))).to.equal("not_found");
        expect(await tasks.ownerOf(task.id)).to.equal(name);
        await tasks.remove(owner, task.id);
      }
    });

    it("tells owners apart by every character of their ids", async () => {
      const { tasks, users } = stage;
      const id = newId("É");
      const near = [id, id.toLowerCase(), `${id} `, ` ${id}`, id.normalize("NFD"), `${id}%`].map(
        (name) => name as typeof id,
      );
      for (const owner of near) await users.admit({ ...newUser("x"), id: owner }, at(0));
      for (const owner of near) await tasks.add(owner, drafted("mine"), at(0));
      for (const owner of near) expect(await tasks.count(owner, {})).to.equal(1);
    });
  });
};

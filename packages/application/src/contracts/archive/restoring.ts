import type { TaskId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { refused } from "../refused.js";
import { newEmail, type Stage } from "../stage.js";
import { drafted } from "../task-store/drafts.js";
import { NASTY_TITLES } from "../task-store/nasty-texts.js";
import { batch, freeIds, keptTask, keptUser, tasksOf } from "./kept.js";

/** Putting back what is not there. */
export const describeRestoring = (stage: Stage): void => {
  describe("restoring", () => {
    it("keeps users and tasks as they were: ids, times, versions and states", async () => {
      const { archive, users } = stage;
      const id = await freeIds(stage);
      const cyd = keptUser("cyd", { email: newEmail("cyd"), name: "Cyd É. 😀", disabledAt: at(-1.001) });
      const dan = keptUser("dan");
      const restored = [
        keptTask(cyd.user.id, id(3), { createdAt: at(-3), updatedAt: at(-2.5), version: 12 }),
        keptTask(cyd.user.id, id(1), { completedAt: at(-3.5), updatedAt: at(-3.25), description: "b", version: 2 }),
      ];
      const other = keptTask(dan.user.id, id(2));
      const tasks = [...restored, other];
      expect(await archive.restore({ users: [cyd, dan], tasks })).to.deep.equal({ users: 2, tasks: 3 });
      for (const { user } of [cyd, dan]) expect(await users.find(user.id)).to.deep.equal(user);
      expect(await tasksOf(stage, cyd.user.id)).to.deep.equal(restored);
      expect(await tasksOf(stage, dan.user.id)).to.deep.equal([other]);
    });

    it("keeps every text exactly", async () => {
      const { archive, ann } = stage;
      const id = await freeIds(stage);
      const tasks = NASTY_TITLES.map((text, i) => keptTask(ann, id(i), { title: text, description: ` ${text}\n` }));
      expect(await archive.restore(batch({ tasks }))).to.deep.equal({ users: 0, tasks: tasks.length });
      for (const task of tasks) expect(await stage.tasks.get(ann, task.id)).to.deep.equal(task);
    });

    it("adds tasks to those that a user has", async () => {
      const { archive, tasks, ann, bob } = stage;
      const id = await freeIds(stage);
      const own = await tasksOf(stage, ann);
      const more = keptTask(ann, id(1));
      await archive.restore(batch({ tasks: [more] }));
      expect(await tasksOf(stage, ann)).to.deep.equal([...own, more]);
      expect(await refused(tasks.get(bob, more.id))).to.equal("not_found");
      expect(await tasks.ownerOf(more.id)).to.equal(ann);
    });

    it("gives new tasks numbers above every restored one", async () => {
      const { archive, tasks, ann, bob } = stage;
      const id = await freeIds(stage);
      await archive.restore(batch({ tasks: [keptTask(ann, id(7)), keptTask(bob, id(900)), keptTask(ann, id(8))] }));
      const { id: next } = await tasks.add(bob, drafted("next"), at(1));
      expect(next).to.be.above(id(900));
      await archive.restore(batch({ tasks: [keptTask(ann, id(1))] }));
      expect((await tasks.add(ann, drafted("after that"), at(1))).id).to.be.above(next);
    });

    it("keeps a password, so that its owner is found by the e-mail", async () => {
      const { archive, credentials } = stage;
      const email = newEmail("cyd");
      const cyd = keptUser("cyd", { email, hash: "$argon2id$v=19$m=1,t=1,p=1$a$b" });
      const dan = keptUser("dan", { email: newEmail("dan") });
      await archive.restore(batch({ users: [cyd, dan] }));
      expect(await credentials.find(email)).to.deep.equal(cyd);
      expect(await credentials.find(String(dan.user.email))).to.equal(null);
    });

    it("brings an erased user back, who is let in again and may be erased again", async () => {
      const { archive, tasks, users, ann } = stage;
      const task = await tasks.add(ann, drafted("Buy milk"), at(0));
      const user = { id: ann, email: null, name: null, createdAt: at(0), disabledAt: null };
      await users.erase(ann, at(1));
      expect(await archive.restore({ users: [{ user, hash: null }], tasks: [task] })).to.deep.equal({
        users: 1,
        tasks: 1,
      });
      expect(await users.admit({ id: ann, email: null, name: "Ann" }, at(2))).to.deep.equal(user);
      expect(await tasks.change(ann, task.id, { completed: true }, at(3))).to.include({ version: 2 });
      await users.erase(ann, at(4));
      expect(await refused(users.admit(user, at(5)))).to.equal("unauthenticated");
    });

    it("does nothing when there is nothing to do", async () => {
      expect(await stage.archive.restore(batch({}))).to.deep.equal({ users: 0, tasks: 0 });
    });

    it("keeps copies of what it was given", async () => {
      const { archive, tasks, users, ann } = stage;
      const id = await freeIds(stage);
      const { user, hash } = keptUser("cyd", { name: "Cyd" });
      const task = keptTask(ann, id(1));
      const copies = { user: { ...user }, task: { ...task } };
      await archive.restore({ users: [{ user, hash }], tasks: [task] });
      for (const given of [user, task]) Reflect.set(given, "createdAt", at(9));
      expect(await users.find(user.id)).to.deep.equal(copies.user);
      expect(await tasks.get(ann, id(1) as TaskId)).to.deep.equal(copies.task);
    });
  });
};

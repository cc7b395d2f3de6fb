import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { together } from "../refused.js";
import { newEmail, type Stage } from "../stage.js";
import { drafted } from "../task-store/drafts.js";
import { batch, freeIds, keptTask, keptUser, tasksOf } from "./kept.js";

/** Restoring what is there already: whatever is repeated changes nothing. */
export const describeAgain = (stage: Stage): void => {
  describe("restoring again", () => {
    it("leaves what is there as it is, whatever the batch says of it", async () => {
      const { archive, credentials, users, tasks } = stage;
      const id = await freeIds(stage);
      const email = newEmail("cyd");
      const cyd = keptUser("cyd", { email, hash: "$old$" });
      const task = keptTask(cyd.user.id, id(1));
      await archive.restore({ users: [cyd], tasks: [task] });
      const changed = await tasks.change(cyd.user.id, task.id, { title: "Changed since" }, at(1));
      const renamed = { user: { ...cyd.user, email: newEmail("new"), name: "New", disabledAt: at(2) }, hash: "$new$" };
      const again = { users: [renamed], tasks: [{ ...task, description: "as exported", version: 9 }] };
      expect(await archive.restore(again)).to.deep.equal({ users: 0, tasks: 0 });
      expect(await users.find(cyd.user.id)).to.deep.equal(cyd.user);
      expect(await credentials.find(email)).to.deep.equal(cyd);
      expect(await tasksOf(stage, cyd.user.id)).to.deep.equal([changed]);
    });

    it("gives nobody a password who came without one", async () => {
      const { archive, credentials, users } = stage;
      const email = newEmail("cyd");
      const { user } = keptUser("cyd", { email });
      await users.admit(user, at(0));
      await archive.restore(batch({ users: [{ user, hash: "$argon2id$" }] }));
      expect(await credentials.find(email)).to.equal(null);
    });

    it("takes a user who is in a batch twice for whom it says first", async () => {
      const { archive, credentials, users } = stage;
      const [email, other] = [newEmail("cyd"), newEmail("other")];
      const { user, hash } = keptUser("cyd", { email });
      const again = [user, { ...user, email: other }].map((user) => ({ user, hash: "$argon2id$" }));
      expect(await archive.restore(batch({ users: [{ user, hash }, ...again] }))).to.include({ users: 1 });
      expect(await users.find(user.id)).to.deep.equal(user);
      for (const each of [email, other]) expect(await credentials.find(each)).to.equal(null);
    });

    it("keeps what is missing of a batch that is there in part", async () => {
      const { archive, ann } = stage;
      const id = await freeIds(stage);
      const own = await tasksOf(stage, ann);
      const [first, second, third] = [1, 2, 3].map((n) => keptTask(ann, id(n), { createdAt: at(-4 - n) }));
      const all = [first, second, third].filter((task) => task !== undefined);
      await archive.restore(batch({ tasks: all.slice(1, 2) }));
      expect(await archive.restore(batch({ tasks: [...all, ...all] }))).to.deep.equal({ users: 0, tasks: 2 });
      expect(await tasksOf(stage, ann)).to.deep.equal([...own, ...all]);
    });

    it("leaves the numbers of new tasks alone when nothing was restored", async () => {
      const { archive, tasks, ann } = stage;
      const task = await tasks.add(ann, drafted("Buy milk"), at(0));
      for (let n = 0; n < 3; n++) await archive.restore(batch({ tasks: [task] }));
      expect((await tasks.add(ann, drafted("next"), at(1))).id).to.equal(task.id + 1);
    });

    it("makes one user and one of each task out of 10 restorations sent together", async () => {
      const { archive } = stage;
      const id = await freeIds(stage);
      const users = [keptUser("cyd", { email: newEmail("cyd") }), keptUser("dan")];
      const tasks = users.map(({ user }, n) => keptTask(user.id, id(n)));
      const restored = await Promise.all(
        together(10, (n) => archive.restore({ users: n % 2 ? users : users.toReversed(), tasks })),
      );
      const sum = (count: (one: (typeof restored)[number]) => number) =>
        restored.reduce((total, one) => total + count(one), 0);
      expect([sum((one) => one.users), sum((one) => one.tasks)]).to.deep.equal([2, 2]);
      for (const [n, { user }] of users.entries()) expect(await tasksOf(stage, user.id)).to.deep.equal([tasks[n]]);
    });
  });
};

import type { TaskId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Batch } from "../../ports/archive.js";
import { at } from "../moments.js";
import { ending, refused, together } from "../refused.js";
import { newEmail, newUser, type Stage } from "../stage.js";
import { drafted } from "../task-store/drafts.js";
import { batch, freeIds, keptTask, keptUser, tasksOf } from "./kept.js";

/** What would take something from somebody else is refused, and with it the whole batch. */
export const describeRefusing = (stage: Stage): void => {
  /** The batch with something harmless before and behind it, of which nothing may be left. */
  const expectRefused = async (code: string, { users, tasks }: Batch): Promise<void> => {
    const { archive, ann } = stage;
    const id = await freeIds(stage);
    const [first, last] = [keptUser("first", { email: newEmail("first") }), keptUser("last")];
    const own = await tasksOf(stage, ann);
    const more = [keptTask(ann, id(90)), keptTask(last.user.id, id(91))];
    expect(await refused(archive.restore({ users: [first, ...users, last], tasks: [...more, ...tasks] }))).to.equal(
      code,
    );
    for (const { user } of [first, last]) expect(await stage.users.find(user.id)).to.equal(null);
    expect(await tasksOf(stage, ann)).to.deep.equal(own);
    expect(await archive.restore({ users: [first, last], tasks: more })).to.deep.equal({ users: 2, tasks: 2 });
  };

  describe("refusing", () => {
    it("refuses a task whose number is one of another owner's, who keeps it", async () => {
      const { tasks, bob } = stage;
      const task = await tasks.add(bob, drafted("Bob's"), at(0));
      const cyd = keptUser("cyd");
      await expectRefused("conflict", { users: [cyd], tasks: [keptTask(cyd.user.id, task.id)] });
      expect(await tasks.get(bob, task.id)).to.deep.equal(task);
      expect(await tasks.ownerOf(task.id)).to.equal(bob);
    });

    it("refuses two owners of one number in a batch", async () => {
      const { ann, bob, tasks } = stage;
      const id = await freeIds(stage);
      await expectRefused("conflict", batch({ tasks: [keptTask(ann, id(1)), keptTask(bob, id(1))] }));
      expect(await tasks.ownerOf(id(1) as TaskId)).to.equal(null);
    });

    it("refuses a user whose e-mail is another user's, in the store or in the batch", async () => {
      const { users } = stage;
      const email = newEmail("eve");
      const eve = await users.admit(newUser("eve", { email }), at(0));
      await expectRefused("conflict", batch({ users: [keptUser("cyd", { email })] }));
      expect(await users.find(eve.id)).to.deep.equal(eve);
      const shared = newEmail("shared");
      const twins = [keptUser("cyd", { email: shared }), keptUser("dan", { email: shared })];
      await expectRefused("conflict", batch({ users: twins }));
      for (const { user } of twins) expect(await users.find(user.id)).to.equal(null);
    });

    it("refuses a task of somebody who has no account, or was erased", async () => {
      const { users, bob } = stage;
      const id = await freeIds(stage);
      await expectRefused("unauthenticated", batch({ tasks: [keptTask(newUser("nobody").id, id(1))] }));
      await users.erase(bob, at(1));
      await expectRefused("unauthenticated", batch({ tasks: [keptTask(bob, id(2))] }));
      expect(await refused(users.admit({ id: bob, email: null, name: null }, at(2)))).to.equal("unauthenticated");
    });

    it("keeps an erased user erased when the batch that would bring them back is refused", async () => {
      const { tasks, users, ann, bob } = stage;
      const { id } = await tasks.add(bob, drafted("Bob's"), at(0));
      const cyd = keptUser("cyd");
      await users.admit(cyd.user, at(0));
      await users.erase(cyd.user.id, at(1));
      await expectRefused("conflict", { users: [cyd], tasks: [keptTask(ann, id)] });
      expect(await refused(users.admit(cyd.user, at(2)))).to.equal("unauthenticated");
    });

    it("never gives one number to two owners, though tasks are added all the while", async () => {
      const { archive, tasks, ann, bob } = stage;
      for (let round = 0; round < 5; round++) {
        const id = await freeIds(stage);
        const adding = together(20, () => tasks.add(bob, drafted("meanwhile"), at(1)));
        // The numbers that the tasks being added are about to get, and some beyond.
        const wanted = Array.from({ length: 30 }, (_, n) => keptTask(ann, id(n - 100)));
        const restoring = wanted.map((task) => ending(archive.restore(batch({ tasks: [task] }))));
        const added = await Promise.all(adding);
        const ends = await Promise.all(restoring);
        for (const [n, task] of wanted.entries()) {
          const isBobs = added.some(({ id }) => id === task.id);
          const isOwn = task.id === id(0) - 100;
          expect(ends[n]).to.equal(isBobs ? "conflict" : "done");
          expect(await tasks.ownerOf(task.id)).to.equal(isBobs ? bob : ann);
          if (!isOwn && !isBobs) expect(await tasks.get(ann, task.id)).to.deep.equal(task);
        }
      }
    });

    it("is not undone by an erasure at the same moment: the user comes back whole, or is gone whole", async () => {
      const { archive, tasks, users } = stage;
      for (let round = 0; round < 8; round++) {
        const id = await freeIds(stage);
        const cyd = keptUser("cyd", { email: newEmail("cyd") });
        await users.admit(cyd.user, at(0));
        const both = batch({ users: [cyd], tasks: [keptTask(cyd.user.id, id(1)), keptTask(cyd.user.id, id(2))] });
        const race = [() => archive.restore(both), () => users.erase(cyd.user.id, at(1))];
        await Promise.all((round % 2 ? race : race.toReversed()).map((act) => act()));
        const found = await users.find(cyd.user.id);
        expect(await tasks.count(cyd.user.id, {})).to.equal(found ? 2 : 0);
      }
    });
  });
};

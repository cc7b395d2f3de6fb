import type { NewUser, UserId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { ending, refused, tally, together } from "../refused.js";
import { newEmail, newUser, type Stage } from "../stage.js";
import { addAll, drafted } from "../task-store/drafts.js";
import { EVERYTHING } from "../task-store/queries.js";

/** Erasing: everything of the user goes in one step, nothing of anybody else, and the id never comes back. */
export const describeErasure = (stage: Stage): void => {
  const expectGone = async (user: NewUser): Promise<void> => {
    const { tasks, users, credentials } = stage;
    expect(await users.find(user.id)).to.equal(null);
    expect(await refused(users.admit(user, at(9)))).to.equal("unauthenticated");
    expect(await refused(users.add(user, at(9)))).to.equal("conflict");
    expect(await refused(credentials.register({ ...user, email: newEmail("x") }, "$h$", at(9)))).to.equal("conflict");
    expect(await refused(users.shut(user.id, null))).to.equal("not_found");
    expect(await refused(users.erase(user.id, at(9)))).to.equal("not_found");
    expect(await users.find(user.id)).to.equal(null);
    expect(await tasks.count(user.id, {})).to.equal(0);
    expect(await tasks.list(user.id, EVERYTHING)).to.deep.equal({ tasks: [], next: null });
  };

  describe("erasure", () => {
    it("removes the user, the credentials and all tasks, for ever", async () => {
      const { tasks, users, credentials } = stage;
      const email = newEmail("cyd");
      const cyd = await credentials.register(newUser("cyd", { email, name: "Cyd" }), "$h$", at(0));
      const added = await addAll(
        tasks,
        cyd.id,
        ["a", "b", "c"].map((title) => drafted(title)),
      );
      expect(await users.erase(cyd.id, at(1))).to.equal(undefined);
      expect(await credentials.find(email)).to.equal(null);
      for (const { id } of added) {
        expect(await refused(tasks.get(cyd.id, id))).to.equal("not_found");
        expect(await tasks.ownerOf(id)).to.equal(null);
      }
      await expectGone(cyd);
    });

    it("leaves everybody else's user, credentials and tasks as they are", async () => {
      const { tasks, users, credentials, ann, bob } = stage;
      const email = newEmail("cyd");
      const cyd = await credentials.register(newUser("cyd", { email }), "$h$", at(0));
      const kept = [await tasks.add(bob, drafted("Bob's"), at(0)), await tasks.add(cyd.id, drafted("Cyd's"), at(0))];
      await tasks.add(ann, drafted("Ann's"), at(0));
      await users.erase(ann, at(1));
      for (const task of kept) expect(await tasks.get(task.owner, task.id)).to.deep.equal(task);
      expect(await users.find(bob)).to.include({ id: bob });
      expect(await credentials.find(email)).to.deep.equal({ user: cyd, hash: "$h$" });
    });

    it("sets the e-mail free for somebody else", async () => {
      const { users } = stage;
      const email = newEmail("cyd");
      const { id } = await users.admit(newUser("cyd", { email }), at(0));
      await users.erase(id, at(1));
      expect(await users.add(newUser("dan", { email }), at(2))).to.include({ email });
    });

    it("lets one of 10 erasures of a user win", async () => {
      const { users, ann } = stage;
      expect(await tally(together(10, () => users.erase(ann, at(1))))).to.deep.equal({ done: 1, not_found: 9 });
    });

    it("is not undone by requests under way: none brings the user back or leaves a task behind", async () => {
      const { tasks, users } = stage;
      for (let round = 0; round < 8; round++) {
        const user = newUser("cyd", { email: newEmail("cyd") });
        await users.admit(user, at(0));
        const race = together(13, (i) =>
          i === (2 * round) % 13
            ? ending(users.erase(user.id, at(1)))
            : i % 2
              ? ending(users.admit(user, at(1)))
              : ending(tasks.add(user.id, drafted(`${i}`), at(1))),
        );
        for (const end of await Promise.all(race)) expect(end).to.be.oneOf(["done", "unauthenticated"]);
        await expectGone(user);
      }
    });

    it("is not undone by a first request under way at the same moment", async () => {
      const { users } = stage;
      for (let round = 0; round < 8; round++) {
        const user = newUser("cyd");
        const race = [users.admit(user, at(0)), users.erase(user.id, at(0)), users.admit(user, at(0))].map(ending);
        const [, erased] = await Promise.all(race);
        expect(erased).to.be.oneOf(["done", "not_found"]);
        if (erased === "done") await expectGone(user);
        else expect(await users.find(user.id as UserId)).to.include({ id: user.id });
      }
    });
  });
};

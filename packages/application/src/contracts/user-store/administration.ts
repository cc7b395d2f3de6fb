import { compareCodePoints, type UserId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { newEmail, newId, newUser, type Stage } from "../stage.js";
import { drafted } from "../task-store/drafts.js";
import { EVERYTHING } from "../task-store/queries.js";

const ENDINGS = [
  "",
  " ",
  "-",
  "0",
  "10",
  "9",
  "A",
  "B",
  "Z",
  "_",
  "a",
  "b",
  "e\u0301",
  "z",
  "~",
  "é",
  "É",
  "ß",
  "שלום",
];
const HIGH_ENDINGS = ["漢", "\ue000", "\uff21", "\ufffd", "𝒜", "😀", "\u{10ffff}"];

/** What an administrator does: look through the users, shut accounts and open them. */
export const describeAdministration = (stage: Stage): void => {
  describe("administration", () => {
    const furnish = async (): Promise<{ prefix: UserId; ids: UserId[] }> => {
      const prefix = newId("list");
      const ids = [...HIGH_ENDINGS, ...ENDINGS].map((ending) => `${prefix}.${ending}` as UserId);
      for (const id of ids) await stage.users.admit({ id, email: null, name: null }, at(0));
      return { prefix, ids: ids.sort(compareCodePoints) };
    };

    it("lists users in the order of their ids by code point, from a place on", async () => {
      const { users } = stage;
      const { prefix, ids } = await furnish();
      const listed = await users.list(ids.length, prefix);
      expect(listed.map(({ id }) => id)).to.deep.equal(ids);
      for (const [i, id] of ids.entries()) {
        const [next] = await users.list(1, id);
        if (i + 1 < ids.length) expect(next?.id).to.equal(ids[i + 1]);
        else expect(ids).not.to.include(next?.id);
      }
    });

    it("lists every user once, page by page", async () => {
      const { users } = stage;
      const { prefix, ids } = await furnish();
      const seen: UserId[] = [];
      for (let after = prefix; seen.length < ids.length; after = seen.at(-1) as UserId) {
        const page = await users.list(4, after);
        expect(page.length).to.be.at.most(4).and.at.least(1);
        seen.push(...page.map(({ id }) => id));
      }
      expect(seen.slice(0, ids.length)).to.deep.equal(ids);
    });

    it("lists from the first user on when no place is named, as `find` shows them", async () => {
      const { users } = stage;
      const listed = await users.list(1000);
      const ids = listed.map(({ id }) => id);
      expect(ids.length).to.be.at.least(2);
      expect(ids).to.deep.equal([...ids].sort(compareCodePoints));
      expect(await users.list(1)).to.deep.equal(listed.slice(0, 1));
      expect(await users.find(ids[1] as UserId)).to.deep.equal(listed[1]);
    });

    it("shuts an account and opens it again, and nobody else's", async () => {
      const { users, bob } = stage;
      const cyd = await users.admit(newUser("cyd", { email: newEmail("cyd"), name: "Cyd" }), at(0));
      const shut = { ...cyd, disabledAt: at(5.005) };
      expect(await users.shut(cyd.id, at(5.005))).to.deep.equal(shut);
      expect(await users.find(cyd.id)).to.deep.equal(shut);
      expect(await users.admit(cyd, at(6))).to.deep.equal(shut);
      expect(await users.find(bob)).to.include({ disabledAt: null });
      expect(await users.shut(cyd.id, null)).to.deep.equal(cyd);
      expect(await users.admit(cyd, at(7))).to.deep.equal(cyd);
    });

    it("leaves the tasks of a shut account where they are", async () => {
      const { tasks, users, ann } = stage;
      const task = await tasks.add(ann, drafted("kept"), at(0));
      await users.shut(ann, at(1));
      expect((await tasks.list(ann, EVERYTHING)).tasks).to.deep.equal([task]);
    });

    it("hands out copies of users", async () => {
      const { users, ann } = stage;
      const user = newUser("cyd", { email: newEmail("cyd"), name: "Cyd" });
      const kept = { ...(await users.add(user, at(0))) };
      const results = [
        user,
        await users.admit(user, at(0)),
        await users.find(user.id),
        await users.shut(user.id, null),
      ];
      const listed = await users.list(1000, ann);
      for (const result of [...results, ...listed]) Reflect.set(result as object, "name", "spoilt");
      Reflect.set(listed, "length", 0);
      expect(await users.find(user.id)).to.deep.equal(kept);
      for (const { name } of await users.list(1000, ann)) expect(name).not.to.equal("spoilt");
    });
  });
};

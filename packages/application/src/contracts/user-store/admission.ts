import { type User, userId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { refusalOf, refused, tally, together } from "../refused.js";
import { newEmail, newUser, type Stage } from "../stage.js";

/** How users come in: by a token (`admit`), or by an administrator (`add`). */
export const describeAdmission = (stage: Stage): void => {
  describe("admission", () => {
    it("makes a user on first sight, with the e-mail and name that came along", async () => {
      const { users } = stage;
      for (const more of [{}, { email: newEmail("cyd"), name: "Cyd É. 😀" }]) {
        const user = newUser("cyd", more);
        const expected: User = { ...user, createdAt: at(1.5), disabledAt: null };
        expect(await users.admit(user, at(1.5))).to.deep.equal(expected);
        expect(await users.find(user.id)).to.deep.equal(expected);
      }
    });

    it("changes nothing of a user who is there already", async () => {
      const { users } = stage;
      const first = await users.admit(newUser("cyd", { email: newEmail("cyd"), name: "Cyd" }), at(1));
      expect(await users.admit({ id: first.id, email: newEmail("new"), name: "New" }, at(2))).to.deep.equal(first);
      expect(await users.admit({ id: first.id, email: null, name: null }, at(2))).to.deep.equal(first);
      expect(await users.find(first.id)).to.deep.equal(first);
    });

    it("makes one user out of 50 first requests sent together, and gives each the same answer", async () => {
      const { users } = stage;
      const user = newUser("cyd", { email: newEmail("cyd"), name: "Cyd" });
      const admitted = await Promise.all(together(50, (i) => users.admit(user, at(i))));
      const stored = await users.find(user.id);
      expect(stored).to.include(user);
      for (const answer of admitted) expect(answer).to.deep.equal(stored);
    });

    it("leaves an e-mail null that somebody else has, and lets its owner be", async () => {
      const { users } = stage;
      const email = newEmail("cyd");
      const cyd = await users.admit(newUser("cyd", { email }), at(0));
      const dan = await users.admit(newUser("dan", { email, name: "Dan" }), at(1));
      expect(dan).to.include({ email: null, name: "Dan" });
      expect(await users.find(dan.id)).to.deep.equal(dan);
      expect(await users.find(cyd.id)).to.deep.equal(cyd);
    });

    it("gives an e-mail to one of 20 newcomers who bring it together, and lets all of them in", async () => {
      const { users } = stage;
      const email = newEmail("shared");
      const admitted = await Promise.all(together(20, () => users.admit(newUser("cyd", { email }), at(0))));
      expect(admitted.filter((user) => user.email === email)).to.have.length(1);
      expect(admitted.filter((user) => user.email === null)).to.have.length(19);
      for (const user of admitted) expect(await users.find(user.id)).to.deep.equal(user);
    });

    it("adds a user, and refuses one whose id or e-mail is taken, leaving nothing of it", async () => {
      const { users, ann } = stage;
      const email = newEmail("cyd");
      const cyd = await users.add(newUser("cyd", { email, name: "Cyd" }), at(1));
      expect(cyd).to.deep.equal({ id: cyd.id, email, name: "Cyd", createdAt: at(1), disabledAt: null });
      const dan = newUser("dan", { email });
      expect(await refusalOf(users.add(dan, at(2)))).to.include({
        code: "conflict",
        message: "This e-mail address is taken",
      });
      expect(await users.find(dan.id)).to.equal(null);
      const taken = newUser("ann", { id: ann, email: newEmail("free") });
      expect(await refusalOf(users.add(taken, at(2)))).to.include({
        code: "conflict",
        message: "This user id is taken",
      });
      expect(await users.find(ann)).to.include({ email: null, createdAt: at(0) });
      expect(await users.find(cyd.id)).to.deep.equal(cyd);
      expect(await users.add(newUser("eve", { email: taken.email }), at(3))).to.include({ email: taken.email });
    });

    it("lets one of 20 win who are added together with one e-mail, or with one id", async () => {
      const { users } = stage;
      const email = newEmail("cyd");
      const sameEmail = together(20, () => users.add(newUser("cyd", { email }), at(0)));
      expect(await tally(sameEmail)).to.deep.equal({ done: 1, conflict: 19 });
      const { id } = newUser("cyd");
      const sameId = together(20, () => users.add(newUser("cyd", { id, email: newEmail("cyd") }), at(0)));
      expect(await tally(sameId)).to.deep.equal({ done: 1, conflict: 19 });
    });

    it("lets a token's first request and an administrator make the same user at once", async () => {
      const { users } = stage;
      for (let round = 0; round < 10; round++) {
        const user = newUser("cyd", { email: newEmail("cyd") });
        const admitting = tally(together(5, () => users.admit(user, at(0))));
        const adding = tally(together(5, () => users.add(user, at(0))));
        expect(await admitting).to.deep.equal({ done: 5 });
        expect((await adding).conflict).to.be.at.least(4);
        expect(await users.find(user.id)).to.include(user);
      }
    });

    it("tells users apart by what readers take for a byte order mark", async () => {
      const { users } = stage;
      const plain = newUser("cyd", { name: "Cyd" });
      const marked = { ...plain, id: userId(`\ufeff${plain.id}`) };
      expect(await users.admit(plain, at(0))).to.include(plain);
      for (const admitted of [await users.admit(marked, at(1)), await users.admit(marked, at(2))])
        expect(admitted).to.include(marked);
      expect(await users.find(marked.id)).to.include(marked);
    });

    it("knows nobody who was never let in", async () => {
      const { users } = stage;
      const { id } = newUser("nobody");
      expect(await users.find(id)).to.equal(null);
      expect(await refused(users.shut(id, at(0)))).to.equal("not_found");
      expect(await refused(users.shut(id, null))).to.equal("not_found");
      expect(await refused(users.erase(id, at(0)))).to.equal("not_found");
      expect((await users.admit({ id, email: null, name: null }, at(1))).id).to.equal(id);
    });
  });
};

import { NEWEST_FIRST, type TaskId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Storage } from "../ports/storage.js";
import { at } from "./moments.js";
import { ending, refused, together } from "./refused.js";
import { newEmail, newUser } from "./stage.js";
import { drafted } from "./task-store/drafts.js";

const someId = 1 as TaskId;

/** Every question that can be put to a storage. */
const questions = (storage: Storage): Record<string, () => Promise<unknown>> => {
  const { tasks, users, credentials, archive } = storage;
  const user = newUser("ann");
  return {
    "tasks.add": () => tasks.add(user.id, drafted("late"), at(0)),
    "tasks.list": () => tasks.list(user.id, { order: NEWEST_FIRST, limit: 1 }),
    "tasks.count": () => tasks.count(user.id, {}),
    "tasks.get": () => tasks.get(user.id, someId),
    "tasks.change": () => tasks.change(user.id, someId, { completed: "toggle" }, at(0)),
    "tasks.change of a version": () => tasks.change(user.id, someId, { title: "late" }, at(0), [1]),
    "tasks.remove": () => tasks.remove(user.id, someId),
    "tasks.remove of a version": () => tasks.remove(user.id, someId, [1]),
    "tasks.ownerOf": () => tasks.ownerOf(someId),
    "users.admit": () => users.admit(user, at(0)),
    "users.add": () => users.add(user, at(0)),
    "users.find": () => users.find(user.id),
    "users.list": () => users.list(1),
    "users.shut": () => users.shut(user.id, at(0)),
    "users.erase": () => users.erase(user.id, at(0)),
    "credentials.register": () => credentials.register(user, "$argon2id$", at(0)),
    "credentials.find": () => credentials.find("ann@example.com"),
    "credentials.replaceHash": () => credentials.replaceHash(user.id, "$a$", "$b$"),
    "archive.restore": () => archive.restore({ users: [], tasks: [] }),
    ready: () => storage.ready(),
  };
};

/** What every Storage must do as a whole. `open` is called once in each test. */
export const describeStorage = (name: string, open: () => Promise<Storage>): void => {
  describe(`${name} as a storage`, function () {
    this.timeout(60_000);

    it("is ready when it has been opened", async () => {
      const storage = await open();
      try {
        expect(await storage.ready()).to.equal(undefined);
      } finally {
        await storage.close();
      }
    });

    it("is congested by nothing but work that waits", async () => {
      const storage = await open();
      try {
        const { id } = newUser("ann");
        const congested = (): boolean => storage.congested?.() ?? false;
        expect(congested()).to.equal(false);
        await Promise.all(Array.from({ length: 100 }, () => storage.tasks.count(id, {})));
        expect(congested()).to.equal(false);
      } finally {
        await storage.close();
      }
    });

    it("may be closed twice, also at once, and answers nothing but unavailable from then on", async () => {
      const storage = await open();
      await Promise.all([storage.close(), storage.close()]);
      await storage.close();
      for (const [question, ask] of Object.entries(questions(storage)))
        expect(await refused(ask()), question).to.equal("unavailable");
    });

    it("answers what it was asked before it was closed, or says that it is unavailable", async () => {
      const storage = await open();
      const { id } = await storage.users.admit(newUser("ann"), at(0));
      const adding = together(20, (i) => ending(storage.tasks.add(id, drafted(`${i}`), at(0))));
      await storage.close();
      expect(await Promise.all(adding)).to.satisfy((ends: string[]) =>
        ends.every((end) => end === "done" || end === "unavailable"),
      );
    });

    it("keeps tasks, users and credentials together: who registers has an account, who is erased has nothing", async () => {
      const storage = await open();
      try {
        const { tasks, users, credentials } = storage;
        const email = newEmail("ann");
        const ann = await credentials.register(newUser("ann", { email }), "$argon2id$", at(0));
        const { id } = await tasks.add(ann.id, drafted("Buy milk"), at(1));
        await users.erase(ann.id, at(2));
        expect(await refused(tasks.get(ann.id, id))).to.equal("not_found");
        expect([await users.find(ann.id), await credentials.find(email), await tasks.ownerOf(id)]).to.deep.equal([
          null,
          null,
          null,
        ]);
      } finally {
        await storage.close();
      }
    });
  });
};

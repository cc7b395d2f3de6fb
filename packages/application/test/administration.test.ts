import { openMemoryStorage } from "@taskward/adapters-memory";
import { userId } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refusalOf, refused } from "../src/contracts/refused.js";
import { addAll, drafted } from "../src/contracts/task-store/drafts.js";
import { EVERYTHING } from "../src/contracts/task-store/queries.js";
import {
  type ArchiveEntry,
  type CredentialStore,
  disableUser,
  enableUser,
  eraseUser,
  exportArchive,
  findUser,
  importArchive,
  listUsers,
  type Storage,
} from "../src/index.js";
import { literalClock } from "./literal-clock.js";

const [ann, bob, nobody] = [userId("ann"), userId("bob"), userId("nobody")];

const furnished = async (): Promise<Storage> => {
  const storage = openMemoryStorage();
  await storage.credentials.register({ id: ann, email: "ann@example.com", name: "Ann" }, "$h$", at(0));
  await storage.users.admit({ id: bob, email: null, name: null }, at(0));
  await addAll(
    storage.tasks,
    ann,
    ["a", "b"].map((title) => drafted(title)),
  );
  await storage.tasks.add(bob, drafted("Bob's"), at(1));
  return storage;
};

const collected = async <T>(entries: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
};

describe("an administrator", () => {
  it("finds, shuts, opens and erases a user, and is told when there is none", async () => {
    const { users } = await furnished();
    const clock = literalClock(5);
    expect(await disableUser(users, clock)(ann)).to.include({ disabledAt: at(5) });
    expect(await enableUser(users)(ann)).to.include({ disabledAt: null });
    expect(await findUser(users)(ann)).to.include({ id: ann, disabledAt: null });
    await eraseUser(users, clock)(ann);
    expect(await findUser(users)(bob)).to.include({ id: bob });
    for (const id of [ann, nobody]) {
      expect(await refusalOf(findUser(users)(id))).to.include({ code: "not_found", message: "User not found" });
      expect(await refused(disableUser(users, clock)(id))).to.equal("not_found");
      expect(await refused(enableUser(users)(id))).to.equal("not_found");
      expect(await refused(eraseUser(users, clock)(id))).to.equal("not_found");
    }
  });

  it("sees every user, of however many pages", async () => {
    for (const count of [0, 999, 1000, 1001, 2000]) {
      const { users } = openMemoryStorage();
      const ids = Array.from({ length: count }, (_, n) => userId(`user-${`${n}`.padStart(4, "0")}`));
      for (const id of ids) await users.admit({ id, email: null, name: null }, at(0));
      expect((await collected(listUsers(users)())).map(({ id }) => id)).to.deep.equal(ids);
    }
  });
});

describe("an archive", () => {
  it("holds every user before their tasks, or one user and nobody else", async () => {
    const storage = await furnished();
    const kinds = (await collected(exportArchive(storage)())).map((entry) =>
      entry.kind === "user" ? entry.user.id : entry.task.title,
    );
    expect(kinds).to.deep.equal(["ann", "a", "b", "bob", "Bob's"]);
    const bobs = await collected(exportArchive(storage)({ user: bob }));
    expect(bobs.map((entry) => (entry.kind === "user" ? entry.user.id : entry.task.owner))).to.deep.equal([bob, bob]);
    expect(await refused(collected(exportArchive(storage)({ user: nobody })))).to.equal("not_found");
  });

  it("holds no password unless asked to", async () => {
    const storage = await furnished();
    expect(JSON.stringify(await collected(exportArchive(storage)()))).not.to.include("$h$");
    expect(JSON.stringify(await collected(exportArchive(storage)({ withPasswords: true })))).to.include("$h$");
  });

  it("holds no password of who has an e-mail and never had one, and looks for none where there is no e-mail", async () => {
    const storage = await furnished();
    await storage.users.admit({ id: nobody, email: "nobody@example.com", name: null }, at(2));
    const sought: string[] = [];
    const find: CredentialStore["find"] = (email) => {
      sought.push(email);
      return storage.credentials.find(email);
    };
    const credentials: CredentialStore = { ...storage.credentials, find };
    const entries = await collected(exportArchive({ ...storage, credentials })({ withPasswords: true }));
    const hashes = entries.flatMap((entry) => (entry.kind === "user" ? [[entry.user.id, entry.hash]] : []));
    expect(hashes).to.deep.equal([
      ["ann", "$h$"],
      ["bob", null],
      ["nobody", null],
    ]);
    expect(sought).to.deep.equal(["ann@example.com", "nobody@example.com"]);
  });

  it("holds nobody's password under the name of who had the same e-mail before", async () => {
    const storage = await furnished();
    await storage.credentials.register({ id: nobody, email: "old@example.com", name: null }, "$old$", at(0));
    const entries = exportArchive(storage)({ withPasswords: true });
    await entries.next();
    await storage.users.erase(nobody, at(3));
    await storage.credentials.register({ id: userId("new"), email: "old@example.com", name: null }, "$new$", at(3));
    expect(JSON.stringify(await collected(entries))).not.to.include("$new$");
  });

  it("is restored in steps of 500 users and tasks, and of what is left", async () => {
    for (const [tasks, sizes] of [
      [0, [3]],
      [497, [500]],
      [498, [500, 1]],
      [1200, [500, 500, 203]],
    ] as const) {
      const [storage, other] = [openMemoryStorage(), openMemoryStorage()];
      for (const id of [ann, bob, nobody]) await storage.users.admit({ id, email: null, name: null }, at(0));
      const titles = Array.from({ length: tasks }, (_, n) => drafted(`${n}`));
      await addAll(storage.tasks, nobody, titles);
      const steps = await collected(importArchive(other.archive)(exportArchive(storage)()));
      expect(steps.map(({ read }) => read.users + read.tasks)).to.deep.equal(sizes);
      for (const { read, restored } of steps) expect(restored).to.deep.equal(read);
    }
  });

  it("makes the same storage out of an empty one, also when it is read twice", async () => {
    const [storage, other] = [await furnished(), openMemoryStorage()];
    await addAll(
      storage.tasks,
      ann,
      Array.from({ length: 1500 }, (_, n) => drafted(`${n}`)),
    );
    const archived = () => exportArchive(storage)({ withPasswords: true });
    const read = async () =>
      (await collected(importArchive(other.archive)(archived()))).reduce(
        (sum, { restored }) => ({ users: sum.users + restored.users, tasks: sum.tasks + restored.tasks }),
        { users: 0, tasks: 0 },
      );
    expect(await read()).to.deep.equal({ users: 2, tasks: 1503 });
    expect(await read()).to.deep.equal({ users: 0, tasks: 0 });
    for (const owner of [ann, bob])
      expect(await other.tasks.list(owner, EVERYTHING)).to.deep.equal(await storage.tasks.list(owner, EVERYTHING));
    expect(await collected(exportArchive(other)({ withPasswords: true }))).to.deep.equal(await collected(archived()));
  });

  it("restores nothing of a batch with something in it that cannot be", async () => {
    const [storage, other] = [await furnished(), openMemoryStorage()];
    const damaged = (await collected(exportArchive(storage)())).map(
      (entry): ArchiveEntry =>
        entry.kind === "task" && entry.task.title === "b"
          ? { kind: "task", task: { ...entry.task, title: "" } }
          : entry,
    );
    async function* entries() {
      yield* damaged;
    }
    expect(await refused(collected(importArchive(other.archive)(entries())))).to.equal("invalid");
    expect(await other.users.list(10)).to.deep.equal([]);
  });
});

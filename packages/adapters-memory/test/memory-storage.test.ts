import { at } from "@taskward/application/contracts/moments";
import { refusalOf, refused } from "@taskward/application/contracts/refused";
import { type TaskId, taskOf, userId } from "@taskward/domain";
import { expect } from "chai";
import { openMemoryStorage } from "../src/index.js";

const draft = { title: "Buy milk", description: "", completed: false };

describe("openMemoryStorage", () => {
  it("counts tasks from 1 upward, over all owners", async () => {
    const { tasks, users } = openMemoryStorage();
    const owners = ["ann", "bob", "ann"].map((name) => userId(name));
    for (const id of owners) await users.admit({ id, email: null, name: null }, at(0));
    const ids = [];
    for (const owner of owners) ids.push((await tasks.add(owner, draft, at(0))).id);
    expect(ids).to.deep.equal([1, 2, 3]);
  });

  it("gives no number twice, not even when the greatest is spent", async () => {
    const { archive, tasks, users } = openMemoryStorage();
    const { id: ann } = await users.admit({ id: userId("ann"), email: null, name: null }, at(0));
    const last = taskOf(draft, Number.MAX_SAFE_INTEGER as TaskId, ann, at(0));
    await archive.restore({ users: [], tasks: [last] });
    for (let n = 0; n < 2; n++) expect(await refused(tasks.add(ann, draft, at(1)))).to.equal("unavailable");
    expect(await tasks.get(ann, last.id)).to.deep.equal(last);
  });

  it("opens a new, empty storage every time", async () => {
    const [one, other] = [openMemoryStorage(), openMemoryStorage()];
    const ann = userId("ann");
    await one.users.admit({ id: ann, email: null, name: null }, at(0));
    const { id } = await one.tasks.add(ann, draft, at(0));
    expect([await other.users.list(10), await other.tasks.ownerOf(id)]).to.deep.equal([[], null]);
    await other.close();
    expect(await one.tasks.ownerOf(id)).to.equal(ann);
  });

  it("says what is in the way when it refuses", async () => {
    const storage = openMemoryStorage();
    const { archive, tasks, users } = storage;
    const [ann, bob] = [userId("ann"), userId("bob")];
    const email = "ann@example.com";
    const words = async (outcome: Promise<unknown>) => (await refusalOf(outcome)).message;
    await users.admit({ id: ann, email, name: null }, at(0));
    await users.admit({ id: bob, email: null, name: null }, at(0));
    const { id } = await tasks.add(ann, draft, at(0));
    const restored = { id: userId("cyd"), email, name: null, createdAt: at(0), disabledAt: null };
    const last = taskOf(draft, Number.MAX_SAFE_INTEGER as TaskId, ann, at(0));
    expect(await words(users.add({ id: ann, email: null, name: null }, at(0)))).to.equal("This user id is taken");
    expect(await words(users.add({ ...restored, email }, at(0)))).to.equal("This e-mail address is taken");
    expect(await words(users.shut(userId("eve"), at(0)))).to.equal("User not found");
    expect(await words(archive.restore({ users: [{ user: restored, hash: null }], tasks: [] }))).to.equal(
      "The e-mail address of user cyd is another user's",
    );
    expect(await words(archive.restore({ users: [], tasks: [taskOf(draft, id, bob, at(0))] }))).to.equal(
      "Task 1 is another user's",
    );
    await archive.restore({ users: [], tasks: [last] });
    expect(await words(tasks.add(ann, draft, at(1)))).to.equal("There is no task number left");
    await storage.close();
    expect(await words(tasks.get(ann, id))).to.equal("The storage has been closed");
  });
});

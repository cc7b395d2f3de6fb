import { ending } from "@taskward/application/contracts/refused";
import { userId } from "@taskward/domain";
import { expect } from "chai";
import { type Administration, openAdministration, readSettings } from "../src/index.js";

const [ann, bob] = [userId("ann"), userId("bob")];

describe("openAdministration", () => {
  let administration: Administration;
  beforeEach(async () => {
    administration = await openAdministration(readSettings({ DATABASE_URL: "memory:" }));
  });
  afterEach(() => administration.close());

  it("makes a user with their first task, and with nothing less", async () => {
    const { users, tasksOf } = administration;
    expect((await tasksOf(ann).list()).tasks).to.deep.equal([]);
    expect(await ending(users.find(ann))).to.equal("not_found");
    expect(await ending(tasksOf(ann).create({ title: " " }))).to.equal("invalid");
    expect(await ending(users.find(ann))).to.equal("not_found");
    const task = await tasksOf(ann).create({ title: "Buy milk" });
    expect(await users.find(ann)).to.include({ id: ann, email: null });
    expect((await tasksOf(ann).list()).tasks).to.deep.equal([task]);
    expect(await ending(tasksOf(bob).complete(task.id))).to.equal("not_found");
  });

  it("reaches the tasks of a disabled user", async () => {
    const { users, tasksOf } = administration;
    const { id } = await tasksOf(ann).create({ title: "Buy milk" });
    await users.disable(ann);
    expect(await tasksOf(ann).complete(id)).to.include({ version: 2 });
    expect(await ending(tasksOf(ann).create({ title: "Buy bread" }))).to.equal("done");
    expect(await users.enable(ann)).to.include({ disabledAt: null });
  });

  it("does not bring an erased user back by accident", async () => {
    const { users, tasksOf } = administration;
    await users.create({ id: ann });
    await users.erase(ann);
    expect(await ending(tasksOf(ann).create({ title: "Buy milk" }))).to.equal("conflict");
    expect(await ending(users.create({ id: ann }))).to.equal("conflict");
  });

  it("makes local accounts only where somebody can sign in with a password", async () => {
    const account = { email: "ann@example.com", password: "correct horse battery" };
    expect(await administration.users.create(account)).to.include({ email: account.email });
    const closed = await openAdministration(readSettings({ DATABASE_URL: "memory:", LOCAL_ACCOUNTS: "off" }));
    expect(await ending(closed.users.create(account))).to.equal("invalid");
    await closed.close();
  });

  it("may be closed twice", async () => {
    await administration.close();
    await administration.close();
    expect(await ending(administration.users.find(ann))).to.equal("unavailable");
  });
});

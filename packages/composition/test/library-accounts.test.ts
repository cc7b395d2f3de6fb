import { refused } from "@taskward/application/contracts/refused";
import { userId } from "@taskward/domain";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openAdministration, openTaskward, readSettings, type Taskward } from "../src/index.js";

const SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";

describe("a user of a program", () => {
  let databaseUrl: string;
  let taskward: Taskward;

  before(async () => {
    databaseUrl = await createDatabase();
    taskward = await openTaskward({ databaseUrl, betterAuthSecret: SECRET, migrateOnStart: true });
  });
  after(() => taskward.close());

  const administrated = () =>
    openAdministration(readSettings({ DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: SECRET }));

  it("is made with their first call, as others see them, and once only", async () => {
    const ann = taskward.as("ann").tasks;
    await Promise.all(Array.from({ length: 50 }, (_, n) => ann.create({ title: `task ${n}` })));
    const administration = await administrated();
    expect(await administration.users.find(userId("ann"))).to.include({ id: "ann", email: null, disabledAt: null });
    expect((await administration.tasksOf(userId("ann")).list({ count: true })).total).to.equal(50);
    await administration.close();
  });

  it("can do nothing when an administrator has shut the account, or erased it", async () => {
    const administration = await administrated();
    const [shut, erased] = [userId("bob"), userId("carol")];
    for (const id of [shut, erased]) await administration.tasksOf(id).create({ title: "before" });
    await administration.users.disable(shut);
    await administration.users.erase(erased);
    await administration.close();

    for (const [id, code] of [
      [shut, "forbidden"],
      [erased, "unauthenticated"],
    ] as const) {
      const { tasks } = taskward.as(id);
      for (const attempt of [tasks.list(), tasks.get(1), tasks.create({ title: "x" }), tasks.delete(1)])
        expect(await refused(attempt), id).to.equal(code);
    }
  });

  it("is told when the database lacks migrations, and how to apply them", async () => {
    const options = { databaseUrl: await createDatabase(), betterAuthSecret: SECRET };
    const refusal = await openTaskward(options).catch(String);
    expect(refusal).to.include("lacks").and.to.include("taskward migrate up");
  });
});

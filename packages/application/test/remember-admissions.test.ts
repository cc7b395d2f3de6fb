import { DomainError, type NewUser, type User, unauthenticated } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refused, tally, together } from "../src/contracts/refused.js";
import { newUser } from "../src/contracts/stage.js";
import { rememberAdmissions } from "../src/index.js";

const TTL = 3000;

/** A store that counts the questions, answers as it is told to, and a clock that is set by hand. */
const scene = (options: { capacity?: number } = {}) => {
  const world = {
    asked: 0,
    elapsed: 0,
    answer: async (user: NewUser): Promise<User> => ({ ...user, createdAt: at(0), disabledAt: null }),
  };
  const store = {
    admit: (user: NewUser) => {
      world.asked += 1;
      return world.answer(user);
    },
  };
  const { admit } = rememberAdmissions(store, { ttl: TTL, elapsed: () => world.elapsed, ...options });
  return { world, admit: (user: NewUser) => admit(user, at(0)) };
};

describe("rememberAdmissions", () => {
  const ann = newUser("ann", { name: "Ann" });
  const bob = newUser("bob", { name: "Bob" });

  it("asks once for requests that arrive together", async () => {
    const { world, admit } = scene();
    const users = await Promise.all(together(50, () => admit(ann)));
    expect(world.asked).to.equal(1);
    expect(new Set(users.map(({ id }) => id))).to.deep.equal(new Set([ann.id]));
  });

  it("asks for each user apart, and never gives one the answer of another", async () => {
    const { world, admit } = scene();
    const users = await Promise.all(together(20, (i) => admit(i % 2 ? ann : bob)));
    expect(users.map(({ name }) => name)).to.deep.equal(users.map((_, i) => (i % 2 ? "Ann" : "Bob")));
    expect(world.asked).to.equal(2);
  });

  it("asks again when the time is over, so that a shut account is shut out by then", async () => {
    const { world, admit } = scene();
    await admit(ann);
    world.answer = async (user) => ({ ...user, createdAt: at(0), disabledAt: at(1) });
    world.elapsed = TTL - 1;
    expect((await admit(ann)).disabledAt).to.equal(null);
    world.elapsed = TTL;
    expect((await admit(ann)).disabledAt).to.equal(at(1));
    expect(world.asked).to.equal(2);
  });

  it("counts the time from the question, however late the answer comes", async () => {
    const { world, admit } = scene();
    const { answer } = world;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    world.answer = async (user) => {
      await arrived;
      return answer(user);
    };
    const first = admit(ann);
    world.elapsed = TTL;
    arrive();
    await first;
    await admit(ann);
    expect(world.asked).to.equal(2);
  });

  it("remembers that a user was erased", async () => {
    const { world, admit } = scene();
    world.answer = () => Promise.reject(unauthenticated());
    for (let i = 0; i < 3; i++) expect(await refused(admit(ann))).to.equal("unauthenticated");
    expect(world.asked).to.equal(1);
  });

  it("tells all who wait of a failure, but does not remember it", async () => {
    const { world, admit } = scene();
    const { answer } = world;
    world.answer = () => Promise.reject(new DomainError("unavailable", "away"));
    expect(await tally(together(5, () => admit(ann)))).to.deep.equal({ unavailable: 5 });
    expect(world.asked).to.equal(1);
    world.answer = answer;
    expect((await admit(ann)).id).to.equal(ann.id);
    expect(world.asked).to.equal(2);
  });

  it("does not let an old failure forget a newer answer", async () => {
    const { world, admit } = scene();
    const { answer } = world;
    let fail = (_: Error) => {};
    world.answer = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    const first = admit(ann);
    world.elapsed = TTL;
    world.answer = answer;
    await admit(ann);
    fail(new DomainError("unavailable", "away"));
    expect(await refused(first)).to.equal("unavailable");
    await admit(ann);
    expect(world.asked).to.equal(2);
  });

  it("is told of the failure of a question that it has forgotten, and keeps the others", async () => {
    const { world, admit } = scene({ capacity: 1 });
    const { answer } = world;
    let fail = (_: Error) => {};
    world.answer = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    const first = admit(ann);
    world.answer = answer;
    await admit(bob);
    fail(new DomainError("unavailable", "away"));
    expect(await refused(first)).to.equal("unavailable");
    await new Promise(setImmediate);
    await admit(bob);
    expect(world.asked).to.equal(2);
  });

  it("forgets the user it has remembered longest when there are too many", async () => {
    const { world, admit } = scene({ capacity: 2 });
    const [cyd, dan] = [newUser("cyd"), newUser("dan")];
    await admit(ann);
    await admit(cyd);
    await admit(dan);
    await admit(cyd);
    expect(world.asked).to.equal(3);
    await admit(ann);
    expect(world.asked).to.equal(4);
  });
});

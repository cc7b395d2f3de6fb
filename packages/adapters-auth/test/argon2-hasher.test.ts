import { hashSync } from "@node-rs/argon2";
import { tally, together } from "@taskward/application/contracts/refused";
import { expect } from "chai";
import fc from "fast-check";
import { argon2Hasher } from "../src/argon2-hasher.js";

const cheap = { memoryCost: 16, timeCost: 1, parallelism: 1 };

describe("argon2Hasher", () => {
  it("makes argon2id hashes in PHC form at least as costly as OWASP asks for, salted", async () => {
    const hasher = argon2Hasher();
    const [one, other] = await Promise.all([hasher.hash("correct horse"), hasher.hash("correct horse")]);
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).to.not.equal(other);
    expect(await hasher.verify(one, "correct horse")).to.equal(true);
    expect(await hasher.verify(one, "correct horse ")).to.equal(false);
  });

  it("knows a password exactly as it was given", async () => {
    const hasher = argon2Hasher(cheap);
    const property = fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), async (a, b) => {
      const hash = await hasher.hash(a);
      expect(await hasher.verify(hash, a)).to.equal(true);
      expect(await hasher.verify(hash, b)).to.equal(a === b);
    });
    const pairs: [string, string][] = [
      [`${"x".repeat(99)}a`, `${"x".repeat(99)}b`],
      ["é-1234567", "e\u0301-1234567"],
      [" password ", "password"],
      ["Password", "password"],
      ["a\u0000b", "a\u0000c"],
      ["a\u0000", "a"],
    ];
    await fc.assert(property, { examples: pairs, numRuns: 50 });
  });

  it("takes half a surrogate pair for no other password", async () => {
    const hasher = argon2Hasher(cheap);
    expect(await hasher.verify(await hasher.hash("pass\ufffdword"), "pass\ud800word")).to.equal(false);
  });

  it("says false without a hash, and for a stored hash that cannot be read", async () => {
    const hasher = argon2Hasher(cheap);
    const hash = await hasher.hash("correct horse");
    const unreadable = [
      "",
      "x",
      "$argon2id$",
      hash.slice(0, -10),
      `${hash}=`,
      "$2b$12$abcdefghijklmnopqrstuu",
      hash.replace("p=1", "p=0"),
    ];
    for (const stored of [null, ...unreadable])
      expect(await hasher.verify(stored, "correct horse"), `${stored}`).to.equal(false);
  });

  it("does the same work without a hash, and for one that cannot be read, as with one", async () => {
    const hasher = argon2Hasher({ memoryCost: 65_536, timeCost: 3 });
    const hash = await hasher.hash("correct horse");
    const cpu = async (stored: string | null): Promise<number> => {
      const before = process.cpuUsage();
      await hasher.verify(stored, "wrong");
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const known = await cpu(hash);
    for (const stored of [null, "unreadable"]) expect(await cpu(stored)).to.be.above(known / 20);
  });

  it("calls a hash outdated that was made with other parameters, or cannot be read", async () => {
    const hasher = argon2Hasher(cheap);
    const made = (more: object): string => hashSync("correct horse", { ...cheap, ...more });
    expect(hasher.isOutdated(made({}))).to.equal(false);
    for (const more of [{ memoryCost: 8 }, { timeCost: 2 }, { parallelism: 2 }, { algorithm: 1 }])
      expect(hasher.isOutdated(made(more)), JSON.stringify(more)).to.equal(true);
    for (const hash of ["", "x", "$2b$12$abcdefghijklmnopqrstuu"]) expect(hasher.isOutdated(hash)).to.equal(true);
    expect(await hasher.verify(made({ parallelism: 2 }), "correct horse")).to.equal(true);
  });

  it("lets so many wait and no more, for hashing and checking together", async () => {
    const hasher = argon2Hasher({ ...cheap, running: 4, waiting: 6, patience: 10_000 });
    const hash = await hasher.hash("correct horse");
    const outcomes = together(
      20,
      (i): Promise<unknown> => (i % 2 ? hasher.hash("x") : hasher.verify(i % 4 ? hash : null, "x")),
    );
    expect(await tally(outcomes)).to.deep.equal({ done: 10, rate_limited: 10 });
  });
});

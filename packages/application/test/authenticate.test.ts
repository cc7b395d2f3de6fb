import { openMemoryStorage } from "@taskward/adapters-memory";
import { DomainError, unauthenticated, userId } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refusalOf, refused, together } from "../src/contracts/refused.js";
import { authenticate, type TokenVerifier } from "../src/index.js";
import { literalClock } from "./literal-clock.js";

/** Knows the tokens `ann` and `bob`; cannot check `later` now; refuses all others. */
const verifier: TokenVerifier = {
  verify: (token) => {
    if (token === "later") throw new DomainError("unavailable", "no keys");
    if (token !== "ann" && token !== "bob") throw unauthenticated();
    return { id: userId(token), email: `${token}@example.com`, name: token, expiresAt: 0 };
  },
};

describe("authenticate", () => {
  const scene = () => {
    const { users } = openMemoryStorage();
    const clock = literalClock(1);
    return { users, clock, enter: authenticate(verifier, users, clock) };
  };

  it("makes a user on first sight, with what the token says of them and nothing more", async () => {
    const { users, enter } = scene();
    const ann = { id: "ann", email: "ann@example.com", name: "ann", createdAt: at(1), disabledAt: null };
    expect(await enter("ann")).to.deep.equal(ann);
    expect(await users.find(userId("ann"))).to.deep.equal(ann);
  });

  it("lets 50 first requests of one user in together, as one user", async () => {
    const { users, enter } = scene();
    const entered = await Promise.all(together(50, () => enter("ann")));
    expect(new Set(entered.map(({ id }) => id)).size).to.equal(1);
    expect(await users.list(10)).to.have.length(1);
  });

  it("refuses a bad token, or one that cannot be checked, and makes nobody", async () => {
    const { users, enter } = scene();
    expect(await refused(enter("eve"))).to.equal("unauthenticated");
    expect(await refused(enter("later"))).to.equal("unavailable");
    expect(await users.list(10)).to.deep.equal([]);
  });

  it("shuts a disabled user out, and nobody else, until they are enabled", async () => {
    const { users, enter } = scene();
    const { id } = await enter("ann");
    await users.shut(id, at(2));
    expect(await refusalOf(enter("ann"))).to.include({ code: "forbidden", message: "This account is disabled" });
    expect(await enter("bob")).to.include({ id: "bob" });
    await users.shut(id, null);
    expect(await enter("ann")).to.include({ id });
  });

  it("never brings an erased user back", async () => {
    const { users, enter } = scene();
    await users.erase((await enter("ann")).id, at(2));
    expect(await refused(enter("ann"))).to.equal("unauthenticated");
    expect(await users.find(userId("ann"))).to.equal(null);
  });
});

import { timestamp, type UserId } from "@taskward/domain";
import { expect } from "chai";
import { hs256Verifier } from "../src/hs256-verifier.js";
import { tokenIssuer } from "../src/token-issuer.js";
import { handClock, NOON } from "./support/clock.js";

const secret = "a-secret-of-more-than-thirty-two-bytes-é";
const ann = { id: "ann" as UserId, email: "ann@example.com", name: "Ann É. 😀" };

describe("tokenIssuer", () => {
  it("signs tokens that the verifier beside it accepts until they expire", () => {
    for (const more of [{}, { issuer: "https://id.example", audience: "taskward" }, { issuer: null, audience: null }]) {
      const clock = handClock();
      const options = { secret, subject: "any" as const, now: clock.now, ...more };
      const { token, expiresAt } = tokenIssuer(options).issue(ann, 60);
      const verifier = hs256Verifier(options);
      expect(expiresAt).to.equal(timestamp(NOON + 60_000));
      expect(verifier.verify(token)).to.deep.equal({ ...ann, expiresAt: NOON + 90_000 });
      clock.pass(89_999);
      expect(verifier.verify(token)).to.include({ id: "ann" });
      clock.pass(1);
      expect(() => verifier.verify(token)).to.throw("bearer token");
    }
  });

  it("leaves out what is not known, and says since when and until when", () => {
    const { token } = tokenIssuer({ secret, subject: "any", now: () => NOON + 999 }).issue({
      ...ann,
      email: null,
      name: null,
    });
    const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(payload).to.deep.equal({ sub: "ann", iat: NOON / 1000, exp: NOON / 1000 + 86_400 });
  });

  it("uses the configured time to live unless told otherwise", () => {
    const issuer = tokenIssuer({ secret, subject: "any", ttl: 5, now: () => NOON });
    expect(issuer.issue(ann).expiresAt).to.equal(timestamp(NOON + 5_000));
    expect(issuer.issue(ann, 7).expiresAt).to.equal(timestamp(NOON + 7_000));
  });

  it("refuses a time to live that is none, and a user whose token would not be accepted", () => {
    const issuer = tokenIssuer({ secret, subject: "uuid" });
    const uuid = { ...ann, id: "0192f0c1-7d5a-7c3e-8f00-3a1b2c3d4e5f" as UserId };
    for (const ttl of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])
      expect(() => issuer.issue(uuid, ttl), `${ttl}`)
        .to.throw("ttl must be")
        .with.property("code", "invalid");
    expect(() => issuer.issue(ann))
      .to.throw("user has an id")
      .with.property("code", "invalid");
    expect(issuer.issue(uuid, 2 ** 31 - 1).expiresAt).to.match(/^20\d\d-/);
  });
});

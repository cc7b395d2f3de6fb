import { expect } from "chai";
import { describe, it } from "mocha";
import type { Signer } from "./signer.js";

const NO_ADDRESSES = ["", "ann", "a@b@c", `${"a".repeat(300)}@x`, "a b@c", "a@\u0000", 7, null, ["a@b"], { a: 1 }];
const NO_NAMES = ["", "  ", "x".repeat(201), "a\u0000b", "\ud800", 7, null, ["Ann"], { a: 1 }];
const IDS = ["__proto__", "constructor", "toString", "hasOwnProperty", "0", " ", "null", "auth0|5f7c8ec7", "日本"];
const LONGEST_IDS = ["x".repeat(255), "😀".repeat(255)];
const NO_IDS = ["", "x".repeat(256), "a\u0000", "a\nb", "\u007f", "a\u0085", "\ud83d", "\udc00\ud83d", 7, true, null];

/** What a token says: who, until when, from whom, for whom. */
export const describeClaims = (signer: Signer): void => {
  const { signed, verify, expectRefused, expectChangeRefused } = signer;

  describe("claims", () => {
    it("says who the bearer of a right token is, and until when it counts", async () => {
      const { seconds } = signer;
      const claims = { iat: seconds, nbf: seconds, email: " Ann@Example.com", name: "Ann É. 😀" };
      expect(await verify(await signed(claims))).to.deep.equal({
        id: "ann",
        email: "ann@example.com",
        name: "Ann É. 😀",
        expiresAt: (seconds + 90) * 1000,
      });
      expect(await verify(await signed({}))).to.include({ id: "ann", email: null, name: null });
    });

    it("takes only addresses for e-mails, and only what can be kept for names", async () => {
      const ann = { id: "ann", email: null, name: null };
      for (const email of NO_ADDRESSES) expect(await verify(await signed({ email })), `${email}`).to.include(ann);
      for (const name of NO_NAMES) expect(await verify(await signed({ name })), `${name}`).to.include(ann);
    });

    it("accepts every id that a user can have", async () => {
      for (const sub of [...IDS, ...LONGEST_IDS]) expect((await verify(await signed({ sub }))).id).to.equal(sub);
    });

    it("refuses a subject that no user can have, and takes nothing else for one", async () => {
      for (const sub of [...NO_IDS, undefined, ["ann"], { id: "ann" }])
        await expectChangeRefused({ sub, email: "ann@example.com", id: "ann", user_id: "ann" });
    });

    it("allows clocks to differ by 30 seconds at the end of a token's time", async () => {
      const { seconds } = signer;
      for (const exp of [seconds - 28, seconds - 29.5, seconds + 60.5, seconds + 1e9])
        expect(await verify(await signed({ exp })), `${exp}`).to.include({ expiresAt: (exp + 30) * 1000 });
      for (const exp of [seconds - 30, seconds - 31, seconds - 3600, 0, -1]) await expectChangeRefused({ exp });
    });

    it("allows clocks to differ by 30 seconds at its beginning", async () => {
      const { seconds } = signer;
      for (const nbf of [seconds + 30, seconds + 28.5, seconds, 0, -1])
        expect(await verify(await signed({ nbf })), `${nbf}`).to.include({ id: "ann" });
      for (const nbf of [seconds + 31, seconds + 30.5, seconds + 3600]) await expectChangeRefused({ nbf });
    });

    it("refuses times that are not numbers, and a token without end", async () => {
      const { seconds, header, payload } = signer;
      for (const time of [null, `${seconds + 60}`, "", true, [seconds + 60], {}])
        for (const claim of ["exp", "nbf", "iat"]) await expectChangeRefused({ [claim]: time });
      await expectChangeRefused({ exp: undefined });
      const endless = payload.replace(/"exp":\d+/, '"exp":1e999');
      await expectRefused(await signer.sign(header, endless), endless);
    });

    it("refuses tokens of another issuer, or for somebody else", async () => {
      for (const iss of [undefined, null, "", "https://id.example/", "https://ID.example", ["https://id.example"]])
        await expectChangeRefused({ iss });
      for (const aud of [undefined, null, "", "Taskward", "taskward ", [], ["other"], [["taskward"]], { taskward: 1 }])
        await expectChangeRefused({ aud });
      for (const aud of ["taskward", ["taskward"], ["other", "taskward"]])
        expect(await verify(await signed({ aud }))).to.include({ id: "ann" });
    });
  });
};

import { expect } from "chai";
import { describe, it } from "mocha";
import type { Signer } from "./signer.js";

const ACCESS_TOKEN_TYPES = ["JWT", "jwt", "at+jwt", "application/at+JWT", undefined];
const OTHER_TYPES = ["JWE", "logout+jwt", "secevent+jwt", "dpop+jwt", "", null, 1, ["JWT"]];
const OTHER_ALGORITHMS = ["none", "None", "HS384", "HS512", "RS512", "hs256", "", null, undefined, ["HS256"], 0];
const NO_OBJECTS = ["[]", '"ann"', "7", "null", "true", "", " ", "{", "{}{}"];

/** What header and payload must be, and what in them does not matter. */
export const describeForm = (signer: Signer): void => {
  const { sign, signed, verify, expectRefused, expectChangeRefused } = signer;
  /** A JSON object with more at its beginning. */
  const withMore = (object: string, more: string): string => object.replace("{", `{${more},`);

  describe("header and payload", () => {
    it("lets claims be that it does not know, whatever they are called", async () => {
      const claims = '"role":"admin","__proto__":{"sub":"bob"},"constructor":{"prototype":1},"a":[{"b":["\\"x\\":"]}]';
      const token = await sign(signer.header, withMore(signer.payload, claims));
      expect(await verify(token)).to.include({ id: "ann" });
      expect(Object.prototype).to.not.have.property("sub");
    });

    it("takes only access tokens, so that no token made for another purpose lets anybody in", async () => {
      for (const typ of ACCESS_TOKEN_TYPES)
        expect(await verify(await signed({}, { typ, x: [1] })), typ).to.include({ id: "ann" });
      for (const typ of OTHER_TYPES) await expectChangeRefused({}, { typ });
    });

    it("refuses every header that asks for something else, however well signed", async () => {
      for (const alg of OTHER_ALGORITHMS) await expectChangeRefused({}, { alg });
      for (const crit of [["exp"], ["b64"], ["unknown"], [], null, "exp", {}]) await expectChangeRefused({}, { crit });
      for (const kid of [1, null, ["k"], {}]) await expectChangeRefused({}, { kid });
    });

    it("refuses a header or payload that is not one JSON object in UTF-8", async () => {
      const { header, payload } = signer;
      const spoilt = (object: string): (string | Uint8Array)[] => {
        const text = withMore(object, '"x":"~"');
        return [`[${object}]`, `\ufeff${object}`, Uint8Array.from(text, (c) => (c === "~" ? 0xff : c.charCodeAt(0)))];
      };
      for (const other of [...NO_OBJECTS, ...spoilt(payload)]) await expectRefused(await sign(header, other), other);
      for (const other of [...NO_OBJECTS, ...spoilt(header)]) await expectRefused(await sign(other, payload), other);
    });

    it("refuses a header or payload that says one thing twice", async () => {
      const { header, payload } = signer;
      for (const more of ['"sub":"bob"', '"s\\u0075b":"bob"', '"a":[{"b":1,"b":2}]'])
        await expectRefused(await sign(header, withMore(payload, more)), more);
      for (const more of ['"alg":"none"', '"\\u0061lg":"none"'])
        await expectRefused(await sign(withMore(header, more), payload), more);
    });

    it("survives a header and a payload nested as deep as they are long", async () => {
      const { header, payload } = signer;
      const deep = `${"[".repeat(1500)}${"]".repeat(1500)}`;
      expect(await verify(await sign(header, withMore(payload, `"x":${deep}`)))).to.include({ id: "ann" });
      await expectRefused(await sign(header, deep), "deep payload");
      await expectRefused(await sign(`{"x":${deep}}`, "{}"), "deep header");
    });
  });
};

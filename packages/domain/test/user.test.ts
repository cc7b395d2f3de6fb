import { expect } from "chai";
import * as fc from "fast-check";
import { displayName, EMAIL_LENGTH, emailAddress, NAME_LENGTH, normalEmail, normalName } from "../src/index.js";
import { faultsOf } from "./faults-of.js";
import { holds, text } from "./seeded.js";

describe("e-mail addresses", () => {
  it("have one form: trimmed and in lower case", () => {
    for (const same of ["ann@example.com", "Ann@Example.COM", "  ANN@example.com\n"]) {
      expect(normalEmail(same)).to.equal("ann@example.com");
      expect(emailAddress(same)).to.equal("ann@example.com");
    }
    for (const kept of ["a+tag@example.com", "o'hara@example.co.uk", "é@exämple.com", "a@localhost", "a.b-c_d@x-y.z"])
      expect(normalEmail(kept)).to.equal(kept);
  });

  it("are the same in every case of every letter, wherever in a word it stands", () => {
    for (const same of ["ασ@example.com", "ΑΣ@example.com", "ας@EXAMPLE.com", "Ας@example.com"])
      expect(normalEmail(same)).to.equal("ασ@example.com");
  });

  it("are refused when they cannot be one", () => {
    const others = [
      "",
      " ",
      "@",
      "a@",
      "@b",
      "a",
      "a@b@c",
      "a b@c.d",
      "a@b c",
      "a@.b",
      "a@b.",
      "a@b..c",
      "a@b\u0001",
      "a\0@b",
      "\ud800@b.c",
      "a\n@b",
    ];
    for (const other of others) {
      expect(normalEmail(other), JSON.stringify(other)).to.equal(null);
      expect(faultsOf(() => emailAddress(other))).to.deep.equal(["email"]);
    }
  });

  it("have at most 64 characters before the @ and 254 in all", () => {
    const domain = (length: number) => `${"d".repeat(length - 2)}.x`;
    expect(normalEmail(`${"a".repeat(64)}@${domain(EMAIL_LENGTH - 65)}`)).to.have.length(EMAIL_LENGTH);
    expect(normalEmail(`${"a".repeat(64)}@${domain(EMAIL_LENGTH - 64)}`)).to.equal(null);
    expect(normalEmail(`${"a".repeat(65)}@x.y`)).to.equal(null);
  });

  it("stay as they are when put in their form again", () => {
    const local = fc.string({ unit: fc.constantFrom(..."aAéÉİIıΣσßẞ._+😀"), minLength: 1, maxLength: 6 });
    holds(
      fc.property(
        fc.oneof(
          text(),
          local.map((name) => `${name}@${name}.X`),
        ),
        (address) => {
          const form = normalEmail(address);
          return form === null || normalEmail(form) === form;
        },
      ),
    );
  });
});

describe("names", () => {
  it("are trimmed, and null when blank", () => {
    for (const blank of ["", "  ", "\u3000"])
      for (const read of [normalName, displayName]) expect(read(blank)).to.equal(null);
    for (const read of [normalName, displayName]) expect(read(" Ann É. ")).to.equal("Ann É.");
  });

  it("that cannot be kept are null in a claim and refused in a form", () => {
    for (const name of ["a".repeat(NAME_LENGTH + 1), "😀".repeat(NAME_LENGTH + 1), "a\0b", "\ud800"]) {
      expect(normalName(name)).to.equal(null);
      expect(faultsOf(() => displayName(name))).to.deep.equal(["name"]);
    }
    expect(displayName("😀".repeat(NAME_LENGTH))).to.have.length(2 * NAME_LENGTH);
  });
});

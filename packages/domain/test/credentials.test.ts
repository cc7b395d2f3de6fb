import { expect } from "chai";
import { acceptAccount, acceptPassword, type PasswordPolicy } from "../src/index.js";
import { faultsOf } from "./faults-of.js";

const policy: PasswordPolicy = { min: 8, max: 128, isCommon: (password) => password === "password1" };
const faultsOfPassword = (password: string, email = "ann.smith@example.com") =>
  faultsOf(() => acceptPassword(password, email, policy));

describe("passwords", () => {
  it("have 8 to 128 code points of any kind", () => {
    for (const password of [
      "a1b2c3d4",
      "x".repeat(64),
      "x".repeat(128),
      "😀".repeat(8),
      "😀".repeat(128),
      " 2 blanks ",
      "é e\u0301 \u0001 x",
    ])
      expect(faultsOfPassword(password), password).to.equal(null);
    for (const password of ["", "a1b2c3d", "😀".repeat(7), "x".repeat(129), "😀".repeat(129)])
      expect(faultsOfPassword(password), password).to.deep.equal(["password"]);
  });

  it("are refused when a store could not keep them", () => {
    for (const password of ["longenough\0", "longenough\ud800"])
      expect(faultsOfPassword(password)).to.deep.equal(["password"]);
  });

  it("are refused when they are among the first that anybody would try, in any case", () => {
    const personal = ["ann.smith", "ANN.SMITH", " ann.smith ", "ann.smith@example.com", "example.com"];
    for (const password of ["password1", "PassWord1", "taskward", "TaskWard", ...personal])
      expect(faultsOfPassword(password), password).to.deep.equal(["password"]);
    expect(faultsOfPassword("ann.smith and more")).to.equal(null);
  });
});

describe("acceptAccount", () => {
  it("gives e-mail and name in the form that is kept", () => {
    const input = { email: " Ann@Example.com", password: "correct horse", name: " Ann " };
    expect(acceptAccount(input, policy)).to.deep.equal({ email: "ann@example.com", name: "Ann" });
    for (const name of [undefined, null, " "])
      expect(acceptAccount({ ...input, name }, policy)).to.deep.equal({ email: "ann@example.com", name: null });
  });

  it("names every field at fault", () => {
    const input = { email: "ann", password: "short", name: "x\0" };
    expect(faultsOf(() => acceptAccount(input, policy))).to.deep.equal(["email", "name", "password"]);
  });

  it("refuses the e-mail's local part in whatever case both were typed", () => {
    const input = { email: "Ann.Smith@example.com", password: "aNN.sMITH" };
    expect(faultsOf(() => acceptAccount(input, policy))).to.deep.equal(["password"]);
  });
});

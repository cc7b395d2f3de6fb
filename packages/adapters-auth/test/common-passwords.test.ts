import { expect } from "chai";
import { isCommonPassword } from "../src/common-passwords.js";

// From the heads of published lists of leaked passwords.
const COMMON = `password 12345678 123456789 1234567890 qwertyuiop iloveyou sunshine princess football baseball superman
  trustno1 1qaz2wsx starwars computer michelle jennifer password1 qwerty123 11111111 abcd1234 passw0rd 1q2w3e4r letmein1
  987654321 88888888 123123123 87654321 12341234 xxxxxxxx 69696969 0987654321 aaaaaaaa 00000000 abcdefgh 0123456789
  1234512345 19841984 qwerqwer qwertyqwerty asdasdasd blablabla poiuytrewq lkjhgfdsa 01234567 09876543 01012009 43214321
  changeme whatever internet samsung1 liverpool minecraft zaq12wsx administrator`.split(/\s+/);

const UNCOMMON = [
  "k7#pQz9!",
  "correct horse battery staple",
  "wvtqzmbk",
  "3 blind mice",
  "x".repeat(64),
  "ab".repeat(64),
  "12345678".repeat(8),
  "пароль-и-ещё",
  "__proto__",
  "constructor",
];

describe("isCommonPassword", () => {
  it("knows the passwords that are tried first, in whatever case", () => {
    for (const password of COMMON) {
      expect(isCommonPassword(password), password).to.equal(true);
      expect(isCommonPassword(password.toUpperCase()), password).to.equal(true);
    }
  });

  it("lets others be, long repetitions and names of object properties too", () => {
    for (const password of UNCOMMON) expect(isCommonPassword(password), password).to.equal(false);
  });
});

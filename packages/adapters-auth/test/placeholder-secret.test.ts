import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { isPlaceholderSecret } from "../src/placeholder-secret.js";

const PLACEHOLDERS = [
  "better-auth-secret-12345678901234567890",
  "better-auth-secret-123456789",
  "better-auth-secret-that-is-long-enough-for-validation-test",
  "x".repeat(40),
  "0".repeat(32),
  "secret".repeat(6),
  "secret-secret-secret-secret-secret-secret",
  "changemechangemechangemechangeme",
  "change-me-change-me-change-me-change-me",
  "CHANGE_ME_to_something_of_32_characters",
  "please-change-this-secret-in-production",
  "your-secret-key-here-at-least-32-characters",
  "<your secret of 32 or more characters>",
  "your_super_secret_key_of_32_characters",
  "replace-with-output-of-openssl-rand-base64-32",
  "put-a-very-long-secret-here-before-you-start",
  "  better-auth-secret-12345678901234567890\n",
];

const SECRETS = [
  "bench-secret-of-more-than-32-characters",
  "test-secret-test-secret-test-secret-1234",
  "0123456789abcdef0123456789abcdef",
  "a-secret-that-somebody-typed-by-hand-and-kept",
  "my-very-own-secret-for-unit-tests-only-42",
];

describe("isPlaceholderSecret", () => {
  it("knows the secrets that stand in examples and in Better Auth's source", () => {
    for (const secret of PLACEHOLDERS) expect(isPlaceholderSecret(secret), secret).to.equal(true);
  });

  it("lets others be, random ones above all", () => {
    const random = Array.from({ length: 2000 }, (_, i) => randomBytes(36).toString(i % 2 ? "base64" : "hex"));
    for (const secret of [...SECRETS, ...random]) expect(isPlaceholderSecret(secret), secret).to.equal(false);
  });
});

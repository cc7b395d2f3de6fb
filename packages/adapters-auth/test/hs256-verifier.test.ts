import { generateKeyPairSync } from "node:crypto";
import { ending } from "@taskward/application/contracts/refused";
import { describeTokenVerifier } from "@taskward/application/contracts/token-verifier";
import type { UserId } from "@taskward/domain";
import { expect } from "chai";
import { SignJWT } from "jose";
import { hs256Verifier } from "../src/hs256-verifier.js";
import { NOON } from "./support/clock.js";
import { hmac, mint, signedWith } from "./support/mint.js";

const SECRET = "a-secret-of-more-than-thirty-two-bytes-é";
const header = { alg: "HS256" };
const claims = { sub: "ann", exp: NOON / 1000 + 60 };
const now = () => NOON;

describeTokenVerifier("hs256Verifier", async () => ({
  verifier: hs256Verifier({
    secret: SECRET,
    issuer: "https://id.example",
    audience: "taskward",
    subject: "any",
    now,
  }),
  now: NOON,
  header,
  sign: (head, payload) => mint(head, payload, hmac(SECRET)),
}));

describe("hs256Verifier", () => {
  const verifier = hs256Verifier({ secret: SECRET, subject: "any", now });
  const verdict = (token: string): Promise<string> => ending((async () => verifier.verify(token))());

  it("answers at once, without a promise", () => {
    expect(verifier.verify(mint(header, claims, hmac(SECRET)))).to.include({ id: "ann" });
  });

  it("accepts any issuer and audience when none is configured", async () => {
    for (const more of [{}, { iss: "https://id.example" }, { aud: ["other"] }])
      expect(await verdict(mint(header, { ...claims, ...more }, hmac(SECRET)))).to.equal("done");
  });

  it("accepts what Better Auth signs for a user, and not its e-mail links", async () => {
    const key = new TextEncoder().encode(SECRET);
    const sign = (payload: Record<string, unknown>): Promise<string> =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt(NOON / 1000)
        .setExpirationTime(NOON / 1000 + 3600)
        .sign(key);
    const id = "vT0cGY2gXUTxLtYcHMSWdTrKzDjYwWlV";
    expect(await verifier.verify(await sign({ sub: id, email: "ann@example.com" }))).to.include({ id });
    expect(await verdict(await sign({ email: "ann@example.com", updateTo: "bob@example.com" }))).to.equal(
      "unauthenticated",
    );
  });

  it("refuses every signature but HS256 with the secret", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    const forgeries = [
      mint(header, claims, hmac(`${SECRET}x`)),
      mint(header, claims, hmac("")),
      mint(header, claims, hmac(SECRET, "sha512")),
      mint(header, claims, (input) => hmac(SECRET)(input).subarray(0, 31)),
      mint({ alg: "HS384" }, claims, hmac(SECRET, "sha384")),
      mint({ alg: "HS512" }, claims, hmac(SECRET, "sha512")),
      mint({ alg: "none" }, claims, () => Buffer.alloc(0)),
      mint({ alg: "none" }, claims, hmac(SECRET)),
      mint({ alg: "RS256", jwk }, claims, signedWith(privateKey)),
      mint({ alg: "HS256", jwk: { kty: "oct", k: "eA" } }, claims, hmac("x")),
    ];
    for (const forgery of forgeries) expect(await verdict(forgery), forgery).to.equal("unauthenticated");
  });

  it("accepts no other ids than UUIDs when asked to", () => {
    const strict = hs256Verifier({ secret: SECRET, subject: "uuid", now });
    const sub = "0192f0c1-7d5a-7c3e-8f00-3a1b2c3d4e5f";
    for (const id of [sub, sub.toUpperCase()])
      expect(strict.verify(mint(header, { ...claims, sub: id }, hmac(SECRET)))).to.include({ id });
    for (const id of [
      "ann",
      sub.slice(1),
      `${sub}0`,
      `{${sub}}`,
      ` ${sub}`,
      sub.replaceAll("-", ""),
      `urn:uuid:${sub}`,
    ])
      expect(() => strict.verify(mint(header, { ...claims, sub: id }, hmac(SECRET))), id).to.throw("bearer token");
  });

  it("lets tokens speak for no users but those it is told are theirs", () => {
    const owns = (id: UserId): boolean => id.startsWith("local-");
    const local = hs256Verifier({ secret: SECRET, subject: "any", owns, now });
    expect(local.verify(mint(header, { ...claims, sub: "local-1" }, hmac(SECRET)))).to.include({ id: "local-1" });
    expect(() => local.verify(mint(header, claims, hmac(SECRET)))).to.throw("bearer token");
  });
});

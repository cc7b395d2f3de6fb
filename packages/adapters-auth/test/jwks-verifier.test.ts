import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { ending, refusalOf } from "@taskward/application/contracts/refused";
import { describeTokenVerifier } from "@taskward/application/contracts/token-verifier";
import { expect } from "chai";
import { type JwksOptions, jwksVerifier } from "../src/jwks-verifier.js";
import { NOON } from "./support/clock.js";
import { type JwksServer, keys, startJwksServer } from "./support/jwks-server.js";
import { hmac, mint, signedWith } from "./support/mint.js";

const ed25519 = generateKeyPairSync("ed25519");
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const shortRsa = generateKeyPairSync("rsa", { modulusLength: 1024 });

const jwk = ({ publicKey }: { publicKey: KeyObject }, kid: string, more: object = {}): object => ({
  ...publicKey.export({ format: "jwk" }),
  kid,
  ...more,
});

/** What Better Auth publishes and signs. */
const published = jwk(ed25519, "ed", { alg: "EdDSA", crv: "Ed25519" });
const header = { alg: "EdDSA", kid: "ed" };
const claims = { sub: "ann", exp: NOON / 1000 + 900, iss: "https://id.example", aud: "taskward" };
const rules = { issuer: "https://id.example", audience: "taskward", subject: "any", now: () => NOON } as const;

for (const [alg, pair] of [
  ["EdDSA", ed25519],
  ["ES256", p256],
  ["RS256", rsa],
] as const) {
  describeTokenVerifier(`jwksVerifier with ${alg}`, async () => {
    const server = await startJwksServer(keys(jwk(pair, "k")));
    return {
      verifier: jwksVerifier({ ...rules, url: server.url }),
      now: NOON,
      header: { alg, kid: "k" },
      sign: (head, payload) => mint(head, payload, signedWith(pair.privateKey)),
      close: server.close,
    };
  });
}

describe("jwksVerifier", () => {
  let server: JwksServer;
  beforeEach(async () => {
    server = await startJwksServer(keys(published, jwk(p256, "ec"), jwk(rsa, "rsa"), jwk(shortRsa, "short")));
  });
  afterEach(() => server.close());

  const verdicts = (options: Partial<JwksOptions> = {}): ((token: string) => Promise<string>) => {
    const verifier = jwksVerifier({ ...rules, url: server.url, ...options });
    return (token) => ending((async () => verifier.verify(token))());
  };
  const good = mint(header, claims, signedWith(ed25519.privateKey));

  it("keeps to the algorithms it is configured with, whatever the keys are good for", async () => {
    const verdict = verdicts({ algorithms: ["EdDSA"] });
    expect(await verdict(good)).to.equal("done");
    expect(await verdict(mint({ alg: "ES256", kid: "ec" }, claims, signedWith(p256.privateKey)))).to.equal(
      "unauthenticated",
    );
  });

  it("refuses a signature of one kind under the name of another", async () => {
    const verdict = verdicts();
    for (const [alg, kid, key] of [
      ["EdDSA", "ec", p256],
      ["EdDSA", "ed", p256],
      ["ES256", "ed", ed25519],
      ["RS256", "ec", p256],
      ["ES256", "rsa", rsa],
    ] as const)
      expect(await verdict(mint({ alg, kid }, claims, signedWith(key.privateKey))), alg + kid).to.equal(
        "unauthenticated",
      );
  });

  it("refuses a MAC made with what everybody knows of a public key", async () => {
    const verdict = verdicts();
    const { publicKey } = ed25519;
    const { x } = publicKey.export({ format: "jwk" });
    const known = [
      Buffer.from(x ?? "", "base64url"),
      JSON.stringify(published),
      publicKey.export({ format: "pem", type: "spki" }),
      publicKey.export({ format: "der", type: "spki" }),
    ];
    for (const key of known)
      for (const alg of ["HS256", "EdDSA"])
        expect(await verdict(mint({ alg, kid: "ed" }, claims, hmac(key)))).to.equal("unauthenticated");
  });

  it("lets no token bring its own key, nor say where to fetch one", async () => {
    const elsewhere = await startJwksServer(keys(jwk(ed25519, "mallory")));
    const mallory = generateKeyPairSync("ed25519");
    const own = { jwk: jwk(mallory, "ed"), jku: elsewhere.url, x5u: elsewhere.url };
    const verdict = verdicts();
    expect(await verdict(mint({ ...header, ...own }, claims, signedWith(mallory.privateKey)))).to.equal(
      "unauthenticated",
    );
    expect(await verdict(mint({ ...header, ...own }, claims, signedWith(ed25519.privateKey)))).to.equal("done");
    expect(elsewhere.fetches).to.equal(0);
    await elsewhere.close();
  });

  it("refuses RSA keys under 2048 bits", async () => {
    const verdict = verdicts();
    expect(await verdict(mint({ alg: "RS256", kid: "rsa" }, claims, signedWith(rsa.privateKey)))).to.equal("done");
    expect(await verdict(mint({ alg: "RS256", kid: "short" }, claims, signedWith(shortRsa.privateKey)))).to.equal(
      "unauthenticated",
    );
  });

  it("needs no name for the only key there is, and takes no guess between two", async () => {
    const nameless = mint({ alg: "EdDSA" }, claims, signedWith(ed25519.privateKey));
    expect(await verdicts()(nameless)).to.equal("done");
    server.answer = keys(published, jwk(generateKeyPairSync("ed25519"), "other"));
    expect(await verdicts()(nameless)).to.equal("unauthenticated");
  });

  it("does not use keys that are secret, private, or not for signatures", async () => {
    const { privateKey } = ed25519;
    const sets = [
      { ...published, use: "enc" },
      { ...published, key_ops: ["sign"] },
      { ...published, alg: "ES256" },
      privateKey.export({ format: "jwk" }),
    ];
    for (const key of sets) {
      server.answer = keys(key);
      expect(await verdicts()(good), JSON.stringify(key)).to.equal("unauthenticated");
    }
    server.answer = keys({ kty: "oct", k: "eA", kid: "ed" }, {}, published);
    expect(await verdicts()(good)).to.equal("done");
  });

  it("asks the provider nothing for tokens that its keys could not make right", async () => {
    const verdict = verdicts();
    const elsewhere = { ...claims, iss: "https://other.example" };
    for (const payload of [{ ...claims, exp: 1 }, elsewhere, { ...claims, sub: "" }])
      expect(await verdict(mint(header, payload, signedWith(ed25519.privateKey)))).to.equal("unauthenticated");
    expect(await verdict(mint({ alg: "HS256" }, claims, hmac("x")))).to.equal("unauthenticated");
    expect(server.fetches).to.equal(0);
  });

  it("fetches the keys once, however many ask", async () => {
    const verdict = verdicts();
    const endings = await Promise.all(Array.from({ length: 50 }, () => verdict(good)));
    expect(new Set(endings)).to.deep.equal(new Set(["done"]));
    expect(server.fetches).to.equal(1);
  });

  it("says when to come again while the provider is away", async () => {
    await server.close();
    const verifier = jwksVerifier({ ...rules, url: server.url });
    const refusal = await refusalOf((async () => verifier.verify(good))());
    expect(refusal).to.include({ code: "unavailable", retryAfter: 30 });
    expect(refusal.message).to.not.include("127.0.0.1");
  });
});

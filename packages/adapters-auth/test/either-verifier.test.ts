import { generateKeyPairSync } from "node:crypto";
import type { TokenVerifier } from "@taskward/application";
import { ending, refusalOf } from "@taskward/application/contracts/refused";
import { DomainError, type UserId, unauthenticated } from "@taskward/domain";
import { expect } from "chai";
import { eitherVerifier } from "../src/either-verifier.js";
import { hs256Verifier } from "../src/hs256-verifier.js";
import { jwksVerifier } from "../src/jwks-verifier.js";
import { tokenIssuer } from "../src/token-issuer.js";
import { NOON } from "./support/clock.js";
import { type JwksServer, keys, startJwksServer } from "./support/jwks-server.js";
import { hmac, mint, signedWith } from "./support/mint.js";

const secret = "a-secret-of-more-than-thirty-two-bytes";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const header = { alg: "EdDSA", kid: "a" };
const claims = { sub: "ann", exp: NOON / 1000 + 60, iss: "https://id.example", aud: "taskward" };

describe("eitherVerifier", () => {
  let server: JwksServer;
  beforeEach(async () => {
    server = await startJwksServer(keys({ ...publicKey.export({ format: "jwk" }), kid: "a" }));
  });
  afterEach(() => server.close());

  const now = () => NOON;
  const isLocal = (id: UserId): boolean => id.startsWith("local-");
  const local = { secret, issuer: "taskward", subject: "any", owns: isLocal, now } as const;
  const verdicts = (): ((token: string) => Promise<string>) => {
    const provider = {
      url: server.url,
      issuer: "https://id.example",
      audience: "taskward",
      subject: "any",
      now,
    } as const;
    const verifier = eitherVerifier(hs256Verifier(local), jwksVerifier({ ...provider, owns: (id) => !isLocal(id) }));
    return (token) => ending((async () => verifier.verify(token))());
  };
  const ours = tokenIssuer(local).issue({ id: "local-1" as UserId, email: null, name: null }).token;
  const theirs = mint(header, claims, signedWith(privateKey));

  it("accepts the tokens of both", async () => {
    const verdict = verdicts();
    expect(await verdict(ours)).to.equal("done");
    expect(await verdict(theirs)).to.equal("done");
  });

  it("accepts nothing from one that only the other may say", async () => {
    const verdict = verdicts();
    const foreign = [
      mint({ alg: "HS256" }, claims, hmac(secret)),
      mint(header, { ...claims, iss: "taskward" }, signedWith(privateKey)),
      mint(header, { ...claims, sub: "local-1" }, signedWith(privateKey)),
      mint({ alg: "HS256" }, { ...claims, iss: "taskward" }, hmac(secret)),
    ];
    for (const token of foreign) expect(await verdict(token), token).to.equal("unauthenticated");
  });

  it("goes on accepting our own tokens while the provider is away, and cannot tell about theirs", async () => {
    await server.close();
    const verdict = verdicts();
    expect(await verdict(theirs)).to.equal("unavailable");
    expect(await verdict(ours)).to.equal("done");
    expect(await verdict("garbage")).to.equal("unauthenticated");
  });

  it("does not ask the second when the first cannot tell", async () => {
    const away = new DomainError("unavailable", "away");
    const asked: string[] = [];
    const unable: TokenVerifier = { verify: () => Promise.reject(away) };
    const second: TokenVerifier = {
      verify: (token) => {
        asked.push(token);
        throw unauthenticated();
      },
    };
    const verdict = async (token: string) => eitherVerifier(unable, second).verify(token);
    expect(await refusalOf(verdict(theirs))).to.equal(away);
    expect(asked).to.deep.equal([]);
  });
});

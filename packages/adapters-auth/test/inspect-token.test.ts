import { generateKeyPairSync } from "node:crypto";
import { DomainError, isUuid } from "@taskward/domain";
import { expect } from "chai";
import { hs256Verifier, inspectToken, type TokenKind } from "../src/index.js";
import { NOON } from "./support/clock.js";
import { hmac, mint, signedWith } from "./support/mint.js";

const SECRET = "a secret of thirty-two bytes or more";
const RULES = { issuer: "https://id.example.com", audience: "tasks", subject: "any" } as const;
const HEADER = { alg: "HS256", typ: "JWT" };
const SECONDS = NOON / 1000;
const CLAIMS = { sub: "ann", iss: RULES.issuer, aud: "tasks", exp: SECONDS + 60 };

const now = (): number => NOON;
const kind: TokenKind = { ...RULES, algorithms: ["HS256"], signer: "the secret" };
const inspect = (token: string, more: Partial<TokenKind> = {}) => {
  const rules = { ...kind, ...more };
  return inspectToken(hs256Verifier({ ...rules, secret: SECRET, now }), [rules], now)(token);
};
const signed = (claims: object, header: object = HEADER): string => mint(header, claims, hmac(SECRET));
const faultsOf = async (token: string, more?: Partial<TokenKind>): Promise<readonly string[]> =>
  (await inspect(token, more)).faults;

describe("inspectToken", () => {
  it("shows what an accepted token says, and for whom", async () => {
    const report = await inspect(signed(CLAIMS));
    expect(report).to.deep.include({ header: HEADER, claims: CLAIMS, faults: [] });
    expect(report.identity).to.include({ id: "ann" });
  });

  it("says each thing that is wrong with the claims", async () => {
    const wrong: [string, object][] = [
      ["expired at 2026-01-31T11:59:00.000Z", { exp: SECONDS - 60 }],
      ["(exp) is missing", { exp: undefined }],
      ['(exp) is "soon"', { exp: "soon" }],
      ["does not count before 2026-01-31T12:01:00.000Z", { nbf: SECONDS + 60 }],
      ["(iat) is {}", { iat: {} }],
      ['(iss) is "https://evil.example.com", not "https://id.example.com"', { iss: "https://evil.example.com" }],
      ["(iss) is missing", { iss: undefined }],
      ['(aud) is ["other"], not "tasks"', { aud: ["other"] }],
      ["(sub) is missing", { sub: undefined }],
      ['(sub) is "a\\u0007", which no user', { sub: "a\u0007" }],
    ];
    for (const [sentence, change] of wrong) {
      const faults = await faultsOf(signed({ ...CLAIMS, ...change }));
      expect(faults, sentence).to.have.length(1);
      expect(faults[0]).to.include(sentence);
    }
    expect(await faultsOf(signed({ exp: SECONDS - 60 }))).to.have.length(4);
  });

  it("gives no reason within the leeway, nor where the token is right", async () => {
    for (const change of [{ exp: SECONDS - 29 }, { nbf: SECONDS + 30 }, { aud: ["other", "tasks"] }])
      expect((await inspect(signed({ ...CLAIMS, ...change }))).faults).to.deep.equal([]);
  });

  it("says which users these tokens cannot speak for", async () => {
    expect((await faultsOf(signed(CLAIMS), { subject: "uuid" }))[0]).to.include('(sub) is "ann", not a UUID');
    expect((await faultsOf(signed(CLAIMS), { owns: isUuid }))[0]).to.include('cannot speak for "ann"');
  });

  it("says what is wrong with the header", async () => {
    const wrong: [string, object][] = [
      ['(alg) is "none", not HS256', { alg: "none" }],
      ["(alg) is missing", {}],
      ['(typ) is "JWE"', { ...HEADER, typ: "JWE" }],
      ["(crit)", { ...HEADER, crit: ["exp"] }],
      ["(kid) is 7", { ...HEADER, kid: 7 }],
    ];
    for (const [sentence, header] of wrong)
      expect((await faultsOf(signed(CLAIMS, header))).join(), sentence).to.include(sentence);
  });

  it("says what is wrong with the form, and shows what can be read", async () => {
    const token = signed(CLAIMS);
    const wrong: [string, string][] = [
      ["1 parts", "nonsense"],
      ["4 parts", `${token}.`],
      ["signature is not base64url", token.replace(/.$/, "=")],
      ["more than 8192", `${token}${"A".repeat(8192)}`],
      ["header is not a JSON object", mint("[]", CLAIMS, hmac(SECRET))],
      ["payload is not a JSON object", mint(HEADER, "null", hmac(SECRET))],
      ["gives a key twice", mint(HEADER, `{"sub":"eve",${JSON.stringify(CLAIMS).slice(1)}`, hmac(SECRET))],
    ];
    for (const [sentence, broken] of wrong) expect((await faultsOf(broken)).join(), sentence).to.include(sentence);
    expect(await inspect(`${token}.`)).to.deep.include({ claims: CLAIMS });
    expect(await inspect("")).to.deep.include({ header: null, claims: null });
  });

  it("says that the signature is wrong when nothing else is", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    for (const token of [mint(HEADER, CLAIMS, hmac("other")), mint(HEADER, CLAIMS, signedWith(privateKey))])
      expect(await faultsOf(token)).to.deep.equal(["it was not signed with the secret"]);
  });

  it("says so when it cannot be told whether the token is right", async () => {
    const away = () => Promise.reject(new DomainError("unavailable", "The keys cannot be had"));
    const report = await inspectToken({ verify: away }, [kind], now)(signed(CLAIMS));
    expect(report).to.deep.include({ identity: null, faults: ["The keys cannot be had"] });
  });
});

import { expect } from "chai";
import { redaction } from "../src/redaction.js";
import { refused, request } from "./support/events.js";
import { written } from "./support/written.js";

const SECRET = "canary-q9d8f7a6s5d4f3g2h1j0";

describe("what must not be in the log", () => {
  const redact = redaction([SECRET, "canary-q9", "abc"]);

  const masked: readonly [what: string, text: string][] = [
    ["a secret that is known", `key ${SECRET}!`],
    ["the password in a URL", "connect to postgres://ann:canary-pass@db.example:5432/tasks failed"],
    ["a password with an @ in a URL", "postgres://ann:canary@canary@db.example/tasks"],
    ["a password in a URL's query", "postgres://db.example/tasks?password=canary&sslmode=require"],
    ["a token", "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary-signature is bad"],
    ["a token cut off", "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIi"],
    ["a header", "Authorization: Bearer canary.canary.canary"],
    ["a password's hash", "hash $argon2id$v=19$m=19456,t=2,p=1$canary$canary"],
    ["an e-mail address", "Key (email)=(canary@example.com) already exists"],
    ["a password in JSON", '{"password":"canary","x":1}'],
  ];
  for (const [what, text] of masked)
    it(`is ${what}`, () => {
      expect(redact(text)).not.to.match(/canary|eyJ/);
      expect(redact(text).length).to.be.above(4);
    });

  it("is nothing else: the rest stays to be read", () => {
    for (const text of [
      "connect ECONNREFUSED 127.0.0.1:5432",
      'password authentication failed for user "ann"',
      "at Object.<anonymous> (file:///app/node_modules/@koa/router/dist/router.js:12:3)",
      'relation "tasks" does not exist',
    ])
      expect(redact(text)).to.equal(text);
    expect(redact("postgres://ann:pw@db.example/tasks")).to.equal("postgres://***@db.example/tasks");
  });

  it("takes no long time to be found in a long text", () => {
    const texts = [
      "a".repeat(10_000),
      "://".repeat(3_000),
      "a@".repeat(5_000),
      "eyJ.".repeat(2_500),
      "token=".repeat(1_600),
    ];
    for (const text of texts) expect(redact(text).length).to.be.at.most(30_000);
  });

  it("is taken out of errors, their causes and where they come from, and out of paths", () => {
    const log = written({ secrets: [SECRET] });
    const cause = Object.assign(new Error(`bad ${SECRET}`), { detail: "canary", parameters: ["canary"] });
    log.report({ kind: "fault", requestId: null, error: new Error("postgres://a:canary@b/c", { cause }) });
    log.report({ kind: "fault", requestId: null, error: `thrown ${SECRET}` });
    log.report(refused(503, { cause }));
    log.report(refused(404, { route: null, path: `/${SECRET}` }));
    log.report(request({ path: "/api/v1/tasks/eyJhbGciOiJIUzI1NiJ9.canary.canary" }));
    expect(log.lines()).to.have.length(5);
    expect(log.text()).not.to.match(/canary/);
  });
});

import { expect } from "chai";
import { fault, ok, unknown } from "../src/diagnosis/finding.js";

const QUOTED = [
  "a URL that includes credentials: https://ann:canary@id.example/keys",
  "https://canary@id.example/keys: not to be had",
  "postgres://ann:canary@db.example/tasks?sslpassword=canary, or postgresql://ann:canary@db.example",
  "(https://id.example?x=canary&y=canary#canary)",
];

describe("a finding", () => {
  it("holds no secret of a URL that it quotes, whoever makes it", () => {
    for (const text of QUOTED)
      for (const finding of [ok("keys", text), unknown("keys", text), fault("keys", text, text)])
        expect(JSON.stringify(finding), text).to.include("***").and.not.include("canary");
  });

  it("says everything else as it was said", () => {
    const text = "postgres://ann@db.example:5432/tasks, https://id.example/keys: C:\\a, ann@example.com, 1/2";
    expect(fault("keys", text, text)).to.include({ message: text, remedy: text });
    expect(ok("keys", "https://id.example/?k=v: timed out").message).to.equal("https://id.example/?k=***: timed out");
  });
});

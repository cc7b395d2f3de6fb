import { PassThrough } from "node:stream";
import { expect } from "chai";
import { readSecret } from "../src/read-secret.js";

describe("a secret that is read", () => {
  it("is one line, with or without its end", async () => {
    for (const text of ["correct horse", "correct horse\n", "correct horse\r\n"]) {
      const input = new PassThrough();
      input.end(text);
      expect(await readSecret("password", input)).to.equal("correct horse");
    }
  });

  it("is not waited for to the end when it is too long already", async () => {
    const endless = new PassThrough();
    endless.write("y".repeat(70_000));
    const refused = await readSecret("password", endless).catch(String);
    expect(refused).to.equal("Error: The password is more than one line");
    expect(endless.destroyed).to.equal(true);
  });
});

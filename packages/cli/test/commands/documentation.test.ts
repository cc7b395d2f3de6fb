import { readFileSync } from "node:fs";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openDesk } from "../support/in-process.js";

const PAGE = readFileSync(new URL("../../../../../docs/cli.md", import.meta.url), "utf8").replaceAll("\r\n", "\n");

interface Recorded {
  readonly command: string;
  readonly shown: string;
}

/** The commands that the page shows, each with what it says that somebody sees. */
const RECORDED: readonly Recorded[] = [...PAGE.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = ""]) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = "", ...lines] = text.split("\n");
      return { command, shown: lines.join("\n").trimEnd() };
    }),
);

const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Without what is different each time, or on each machine. */
const steady = (text: string): string =>
  text
    .trimEnd()
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "TIME")
    .replaceAll(/\b(1\d{9})\b/g, "SECONDS")
    .replaceAll(/eyJ[\w.-]+/g, "TOKEN")
    .replaceAll(/PostgreSQL \d\S*( \(.*\))?/g, "PostgreSQL")
    .replaceAll(/127\.0\.0\.1:\d+\/\w+ answers/g, "SERVER answers");

describe("the page about the command line", () => {
  it("shows what commands really print", async () => {
    expect(RECORDED).to.have.length.above(20);
    const desk = openDesk(await createDatabase());
    for (const { command, shown } of RECORDED) {
      const [program, ...args] = wordsOf(command);
      expect(program).to.equal("taskward");
      expect(steady(await desk.show(...args)), command).to.equal(steady(shown));
    }
    desk.leave();
  });
});

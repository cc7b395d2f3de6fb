import { expect } from "chai";
import { pretty } from "../src/pretty.js";
import { refused, request } from "./support/events.js";
import { written } from "./support/written.js";

const linesOf = (report: (log: ReturnType<typeof written>) => void): string => {
  const log = written();
  report(log);
  return log
    .text()
    .trimEnd()
    .split("\n")
    .map((line) => pretty(line, false))
    .join("");
};

describe("lines for people", () => {
  it("say what was asked, what came of it, and the rest by name", () => {
    const text = linesOf(({ report }) => {
      report(request());
      report(refused(429, { user: null }));
      report({ kind: "notice", message: "Taskward is stopping" });
    });
    expect(text.replace(/^\d\d:\d\d:\d\d/gm, "TIME").split("\n")).to.deep.equal([
      "TIME INFO  GET /api/v1/tasks/12 200 1.23 ms request_id=request-1 user_id=ann client=192.0.2.7",
      "TIME WARN  GET /api/v1/tasks/12 429 1.23 ms event=rate_limited request_id=request-1 code=CODE_429 client=192.0.2.7",
      "TIME INFO  Taskward is stopping",
      "",
    ]);
  });

  it("show where a bug came from below it", () => {
    const text = linesOf(({ report }) => report({ kind: "fault", requestId: null, error: new TypeError("oh no") }));
    expect(text).to.match(/ERROR fault error=\{"type":"TypeError","message":"oh no"\}\n {4}TypeError: oh no\n {8}at /);
  });

  it("cannot be forged, nor move the cursor", () => {
    const text = linesOf(({ report }) => report(request({ path: "/\u001b[2J\u009b2J\r\nTIME FATAL", route: null })));
    expect(text.split("\n")).to.have.length(2);
    for (const character of text.trimEnd())
      expect(character >= " " && !/[\u007f-\u009f]/.test(character)).to.equal(true);
  });

  it("have colours on a terminal that can show them", () => {
    const log = written();
    log.report(request());
    expect(pretty(log.text(), true)).to.contain("\u001b[32mINFO ");
  });
});

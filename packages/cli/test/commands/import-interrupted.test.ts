import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openAdministration, readSettings } from "@taskward/composition";
import { userId } from "@taskward/domain";
import { expect } from "chai";
import { exported } from "../support/exported.js";
import { migratedDatabase } from "../support/migrated.js";
import { openPlace, type Place, SECRET } from "../support/taskward.js";

/** The user and all tasks, in six batches; the end does not come. */
const LINES = [...exported(1, 2_999)].slice(0, -1).join("");

describe("an import that waits for its input", () => {
  let url: string;
  let place: Place;
  before(async () => {
    url = await migratedDatabase();
    place = openPlace(url);
  });
  after(() => place.leave());

  const start = (): { child: ChildProcess; ended: Promise<[code: unknown, errors: string]> } => {
    const child = place.start(["import", "-"]);
    let errors = "";
    child.stderr?.on("data", (text) => {
      errors += text;
    });
    child.stdin?.on("error", () => {});
    return { child, ended: once(child, "close").then(([code]) => [code, errors]) };
  };

  const untilImported = async (): Promise<void> => {
    const administration = await openAdministration(readSettings({ DATABASE_URL: url, BETTER_AUTH_SECRET: SECRET }));
    const { list } = administration.tasksOf(userId("user-000000"));
    for (let total = 0; total < 2_999; ) total = (await list({ limit: 1, count: true })).total ?? 0;
    await administration.close();
  };

  it("ends when it is asked to, and says what is kept, what was there already included", async () => {
    const first = start();
    first.child.stdin?.write(LINES);
    await untilImported();
    first.child.kill("SIGTERM");
    expect(await first.ended).to.deep.equal([
      143,
      "Interrupted. Kept so far: 1 user and 2,999 tasks, nothing new after line 3001. Importing again leaves what is there alone.\n",
    ]);

    const again = start();
    // Longer than what a pipe holds: when all is written, some batches have been read.
    await new Promise((written) => again.child.stdin?.write(LINES, written));
    again.child.kill("SIGINT");
    const [code, errors] = await again.ended;
    expect(code).to.equal(130);
    expect(errors).to.match(
      /^Interrupted\. Kept so far: 0 users and 0 tasks, beside 1 user and [\d,]+ tasks that were there already, nothing new /,
    );
  });

  it("waits no longer when a line is refused", async () => {
    const { child, ended } = start();
    child.stdin?.write("Dear Bob\n");
    const [code, errors] = await ended;
    expect(code).to.equal(1);
    expect(errors).to.include("line 1: it is not the first line of an export");
  });
});

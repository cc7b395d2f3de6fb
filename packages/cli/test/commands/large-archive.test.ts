import { once } from "node:events";
import { createWriteStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Administration, openAdministration, readSettings } from "@taskward/composition";
import { userId } from "@taskward/domain";
import { expect } from "chai";
import { body, exported } from "../support/exported.js";
import { migratedDatabase } from "../support/migrated.js";
import { openPlace, type Place, SECRET } from "../support/taskward.js";

/** Linux counts the memory of the process that started it to a process's own `maxRSS`; this starts with the program. */
const PEAK = `
  import { existsSync, readFileSync } from "node:fs";
  const status = "/proc/self/status";
  const peak = () => existsSync(status) ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, "utf8"))[1]
    : process.resourceUsage().maxRSS;
  process.on("exit", () => process.stderr.write(String(peak())));`;
/** Has a process say on standard error how much memory it took, in kilobytes. */
const MEASURED = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PEAK)}` };
// Node.js 24 lets garbage lie longer: the import below took 127 to 129 MB on 20.20, 162 to 248 MB on 24.21.
const LIMIT = (Number.parseInt(process.versions.node, 10) < 24 ? 200 : 300) * 1024;

describe("a large export", () => {
  let place: Place;
  let administration: Administration;
  const at = (name: string): string => join(place.directory, name);

  before(async () => {
    const url = await migratedDatabase();
    place = openPlace(url);
    administration = await openAdministration(readSettings({ DATABASE_URL: url, BETTER_AUTH_SECRET: SECRET }));
    await pipeline(exported(100, 1_000), createWriteStream(at("large.ndjson")));
  });
  after(async () => {
    await administration.close();
    place.leave();
  });

  const untilImported = async (user: string): Promise<void> => {
    for (let count = 0; count === 0; )
      count = (await administration.tasksOf(userId(user)).list({ limit: 1, count: true })).total ?? 0;
  };
  const countTasks = async (): Promise<number> => {
    let tasks = 0;
    for await (const { id } of administration.users.list())
      tasks += (await administration.tasksOf(id).list({ limit: 1, count: true })).total ?? 0;
    return tasks;
  };

  it("stops between two batches when asked to, and says how far it came", async () => {
    const child = place.start(["import", "large.ndjson"]);
    let errors = "";
    child.stderr?.on("data", (text) => {
      errors += text;
    });
    await untilImported("user-000000");
    child.kill("SIGINT");
    expect(await once(child, "close")).to.deep.equal([130, null]);
    const [, kept = ""] = /^Interrupted\. Kept so far: \d+ users? and ([\d,]+) tasks,/.exec(errors) ?? [];
    expect(await countTasks())
      .to.equal(Number(kept.replaceAll(",", "")))
      .and.below(100_000);
  });

  it("goes on after being killed, and takes no more memory than is promised for 100,000 tasks", async () => {
    const killed = place.start(["import", "large.ndjson"]);
    await untilImported("user-000030");
    killed.kill("SIGKILL");
    expect(await once(killed, "exit")).to.deep.equal([null, "SIGKILL"]);

    const restarted = await place.run(["import", "large.ndjson", "--json"], "", MEASURED);
    const { tasks, tasks_already_there } = JSON.parse(restarted.stdout);
    expect(tasks_already_there).to.be.above(29_000);
    expect(tasks + tasks_already_there).to.equal(100_000);
    const again = await place.run(["export", "--out", "again.ndjson"], "", MEASURED);
    expect(body(at("again.ndjson")) === body(at("large.ndjson"))).to.equal(true);
    for (const { stderr } of [restarted, again]) expect(Number(stderr)).to.be.within(1, LIMIT);
  });

  it("leaves nothing behind when it is interrupted", async () => {
    const child = place.start(["export", "--out", "broken.ndjson"]);
    const written = () => readdirSync(place.directory).filter((name) => name.includes("broken.ndjson"));
    while (written().length === 0) await new Promise(setImmediate);
    child.kill("SIGTERM");
    expect(await once(child, "close")).to.deep.equal([143, null]);
    expect(written()).to.deep.equal([]);
  });

  it("ends quietly when nobody reads it any more", async () => {
    const child = place.start(["export"]);
    let errors = "";
    child.stderr?.on("data", (text) => {
      errors += text;
    });
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await once(child, "close")).to.deep.equal([141, null]);
    expect(errors).to.equal("");
  });
});

import { expect } from "chai";
import { PseudoTerminal } from "../shell/pseudo-terminal.js";
import { type Desk, openDesk } from "../support/in-process.js";
import { migratedDatabase } from "../support/migrated.js";
import { BIN, openPlace, type Place, SECRET } from "../support/taskward.js";

describe("what commands read", () => {
  let url: string;
  let place: Place;
  let desk: Desk;
  before(async () => {
    url = await migratedDatabase();
    place = openPlace(url);
    desk = openDesk(url);
  });
  after(() => {
    place.leave();
    desk.leave();
  });

  it("is a password on standard input, which an export holds only when asked to", async () => {
    const email = "ann@example.com";
    const create = ["users", "create", "--id", "ann", "--email", email, "--password-stdin"];
    const [weak, broken, several] = await Promise.all([
      place.run(create, "password"),
      place.run(create, Buffer.from([0xff, 0x0a])),
      place.run(create, "correct horse\nbattery staple\n"),
    ]);
    for (const { code, stdout } of [weak, broken, several]) expect([code, stdout]).to.deep.equal([1, ""]);
    expect(weak.stderr).to.include("common");
    expect(broken.stderr).to.include("UTF-8");
    expect(several.stderr).to.include("more than one line");
    const created = await place.run(create, "correct horse battery\n");
    expect(created.stdout).to.equal("Created user ann, who signs in with a password.\n");
    const plain = await desk.run("export");
    const secret = await desk.run("export", "--with-passwords");
    expect(plain.stdout).to.include(email).and.not.include("$argon2id$");
    expect(secret.stdout).to.include('"password_hash":"$argon2id$');
    await desk.run("users", "delete", "ann", "--yes");
    const restored = await place.run(["import", "-", "--json"], secret.stdout);
    expect(JSON.parse(restored.stdout)).to.include({ users: 1 });
    const again = await desk.run("export", "--with-passwords");
    expect(again.stdout.split("\n").slice(1)).to.deep.equal(secret.stdout.split("\n").slice(1));
  });

  it("is an answer at the terminal before anything is destroyed", async () => {
    await desk.run("users", "create", "--id", "bob");
    const env = { DATABASE_URL: url, BETTER_AUTH_SECRET: SECRET };
    const ask = async (answer: string): Promise<[code: number, seen: string]> => {
      const terminal = new PseudoTerminal([process.execPath, BIN, "users", "delete", "bob"], { env });
      await terminal.until("Delete user bob with 0 tasks, for good? [y/N] ");
      terminal.type(answer);
      return [await terminal.ended(), terminal.seen];
    };
    for (const answer of ["\r", "\u0003"]) {
      const [code, seen] = await ask(answer);
      expect([code, seen.includes("Nothing was changed")], JSON.stringify(answer)).to.deep.equal([1, true]);
    }
    const [code, seen] = await ask("y\r");
    expect([code, seen.includes("Deleted user bob with 0 tasks.")]).to.deep.equal([0, true]);
  });

  it("is an answer about a task as it was shown, not as it has become since", async () => {
    const { id } = await desk.json("tasks", "add", "Buy milk", "--user", "carol");
    const env = { DATABASE_URL: url, BETTER_AUTH_SECRET: SECRET };
    const command = [process.execPath, BIN, "tasks", "delete", `${id}`, "--user", "carol"];
    const terminal = new PseudoTerminal(command, { env });
    await terminal.until(`Delete task ${id}, "Buy milk", for good? [y/N] `);
    await desk.json("tasks", "edit", `${id}`, "--user", "carol", "--title", "Call the doctor");
    terminal.type("y\r");
    expect(await terminal.ended()).to.equal(1);
    expect(terminal.seen).to.include("The task has changed since you read it");
    expect(await desk.json("tasks", "list", "--user", "carol")).to.have.length(1);
  });
});

import { openAdministration, readSettings } from "@taskward/composition";
import { expect } from "chai";
import { storeCopy } from "../support/store-copy.js";
import { openPlace } from "../support/taskward.js";

describe("an embedded store that another process holds", () => {
  it("is left to it: every command says who that is, and the doctor finds no fault in it", async () => {
    const DATABASE_URL = `pglite:${await storeCopy()}`;
    const place = openPlace(DATABASE_URL);
    const administration = await openAdministration(readSettings({ DATABASE_URL }));
    try {
      const commands = [
        ["users", "list"],
        ["migrate", "status"],
      ];
      for (const { code, stdout, stderr } of await Promise.all(commands.map((args) => place.run(args)))) {
        expect([code, stdout]).to.deep.equal([1, ""]);
        expect(stderr)
          .to.match(/^taskward: .+\n$/)
          .and.include(`process ${process.pid}`);
      }
      const doctor = await place.run(["doctor", "--json"], "", { PORT: "0" });
      expect(doctor.code).to.equal(0);
      const [, database] = JSON.parse(doctor.stdout);
      expect(database).to.include({ subject: "database", state: "unknown" });
      expect(database.message).to.include(`process ${process.pid}`);
    } finally {
      await administration.close();
    }
    place.leave();
  });
});

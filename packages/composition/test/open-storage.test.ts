import { timestamp, userId } from "@taskward/domain";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openStorage } from "../src/open-storage.js";
import { readSettings } from "../src/settings.js";

const BETTER_AUTH_SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";
const draft = { title: "Buy milk", description: "", completed: false };
const ann = { id: userId("ann"), email: null, name: null };

describe("the storage on a PostgreSQL server", () => {
  let DATABASE_URL: string;
  before(async () => {
    DATABASE_URL = await createDatabase();
  });

  for (const DATABASE_POOL_MAX of ["1", "2", "5", "10"])
    it(`works with DATABASE_POOL_MAX=${DATABASE_POOL_MAX}, and opens no more connections`, async () => {
      const settings = { DATABASE_URL, BETTER_AUTH_SECRET, DATABASE_POOL_MAX, MIGRATE_ON_START: "on" };
      const storage = await openStorage(readSettings(settings), 0);
      const { id, createdAt } = await storage.users.admit(ann, timestamp(new Date()));
      await Promise.all(Array.from({ length: 20 }, () => storage.tasks.add(id, draft, createdAt)));
      const limits = storage.poolUse?.().map(({ limit }) => limit) ?? [];
      await storage.close();
      expect(limits.reduce((sum, limit) => sum + limit, 0)).to.equal(Number(DATABASE_POOL_MAX));
    });
});

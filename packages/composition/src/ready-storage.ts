import type { Storage } from "@taskward/application";
import { openMigrations } from "./migrations.js";
import type { Settings } from "./settings.js";

/** What keeps a database from being ready, as far as can be seen through a connection of its own. */
const explain = async (settings: Settings): Promise<void> => {
  const migrations = await openMigrations(settings);
  try {
    const missing = ((await migrations?.status()) ?? []).filter(({ appliedAt }) => appliedAt === null);
    if (missing.length > 0) throw new Error("The database lacks migrations; `taskward migrate up` applies them");
  } finally {
    await migrations?.close();
  }
};

/** Resolves when the storage is ready; rejects with a sentence that says why it is not. */
export const expectReady = async (settings: Settings, storage: Storage): Promise<void> => {
  try {
    await storage.ready();
  } catch (error) {
    if (settings.database.kind === "server") await explain(settings);
    throw error;
  }
};

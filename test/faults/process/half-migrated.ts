import { connect, type Database, migrateDown, migrateUp, migrationStatus, openEmbedded } from "@taskward/adapters-pg";

/** The database that a `DATABASE_URL` names. */
export const openDatabase = (databaseUrl: string): Promise<Database> =>
  databaseUrl.startsWith("pglite:")
    ? openEmbedded(databaseUrl.slice("pglite:".length))
    : Promise.resolve(connect({ url: databaseUrl, poolMax: 1 }));

/** Opens the database, does something to it, and closes it. */
export const onDatabase = async <T>(databaseUrl: string, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase(databaseUrl);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

/** Leaves the database with every migration but the last one. */
export const migrateHalf = async (database: Database): Promise<void> => {
  await migrateUp(database);
  const last = (await migrationStatus(database)).at(-1)?.name;
  await database.knex("knex_migrations").where("name", last).update({ batch: 2 });
  await migrateDown(database);
};

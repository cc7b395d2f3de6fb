export { type ConnectionSettings, connect } from "./connect.js";
export type { Database } from "./database.js";
export { StoreInUse } from "./embedded/directory-lock.js";
export { openEmbedded } from "./embedded/open-embedded.js";
export { UnusableStore } from "./embedded/unusable-store.js";
export { type DatabaseReport, examine } from "./examine.js";
export { knexConfig } from "./knex-config.js";
export {
  ForeignDatabase,
  type MigrationState,
  MissingRights,
  migrateDown,
  migrateUp,
  migrationStatus,
  UnfitDatabase,
} from "./migrate.js";
export { missingRights } from "./missing-rights.js";
export { openPgStorage, type PgStorageOptions } from "./open-pg-storage.js";
export { type PgCountersOptions, pgCounters } from "./pg-counters.js";

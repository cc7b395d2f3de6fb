import { Command } from "commander";
import { migrateDownCommand } from "./migrate/down.js";
import { migrationStatusCommand } from "./migrate/status.js";
import { migrateUpCommand } from "./migrate/up.js";

export const migrateCommand = (): Command =>
  new Command("migrate")
    .description("bring the database's schema up to date, or take it back")
    .addCommand(migrateUpCommand())
    .addCommand(migrateDownCommand())
    .addCommand(migrationStatusCommand())
    .addHelpText("after", "\nExample:\n  DATABASE_URL=postgres://localhost/tasks taskward migrate up");

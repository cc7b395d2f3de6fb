import type { Command } from "commander";
import { doctorCommand } from "./doctor.js";
import { exportCommand } from "./export.js";
import { importCommand } from "./import.js";
import { migrateCommand } from "./migrate.js";
import { openApiCommand } from "./openapi.js";
import { shellCommand } from "./shell.js";
import { tasksCommand } from "./tasks.js";
import { tokenCommand } from "./token.js";
import { usersCommand } from "./users.js";

/** Every command but `serve`. */
export const administrationCommands = (): readonly Command[] => [
  migrateCommand(),
  usersCommand(),
  tasksCommand(),
  tokenCommand(),
  exportCommand(),
  importCommand(),
  doctorCommand(),
  openApiCommand(),
  shellCommand(),
];

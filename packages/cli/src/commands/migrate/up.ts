import { Command } from "commander";
import { linesOf, onDatabase } from "./on-database.js";

export const migrateUpCommand = (): Command =>
  new Command("up")
    .description("apply every migration that the database lacks")
    .option("--json", 'print a JSON object: {"applied": […]}')
    .addHelpText("after", "\nExample:\n  taskward migrate up")
    .action(({ json = false }: { json?: boolean }) =>
      onDatabase(
        async (migrations) => {
          const applied = await migrations.up();
          return { json: { applied }, text: linesOf("Applied", applied) };
        },
        { applied: [] },
        json,
      ),
    );

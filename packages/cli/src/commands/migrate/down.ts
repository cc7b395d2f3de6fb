import { Command } from "commander";
import { confirm } from "../../confirm.js";
import { linesOf, onDatabase } from "./on-database.js";

interface Options {
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export const migrateDownCommand = (): Command =>
  new Command("down")
    .description("take back what `migrate up` applied last; what is in its tables is lost")
    .option("--all", "take back every migration")
    .option("-y, --yes", "do not ask")
    .option("--json", 'print a JSON object: {"undone": […]}')
    .addHelpText("after", "\nExample:\n  taskward migrate down --all --yes")
    .action(({ all = false, yes = false, json = false }: Options) =>
      onDatabase(
        async (migrations) => {
          await confirm("Take migrations back, with everything that is kept in their tables?", yes);
          const undone = await migrations.down({ all });
          return { json: { undone }, text: linesOf("Undid", undone) };
        },
        { undone: [] },
        json,
      ),
    );

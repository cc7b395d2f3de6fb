import cluster from "node:cluster";
import { environment, readSettings, type Settings, startTaskward } from "@taskward/composition";
import { Command } from "commander";
import { forecast, greeting } from "./serve/greeting.js";
import { runServer } from "./serve/run-server.js";
import { runWorker } from "./serve/run-worker.js";
import { runWorkers } from "./serve/run-workers.js";
import { stopSignals } from "./serve/stop-signals.js";

const runAlone = async (settings: Settings): Promise<void> => {
  const signals = stopSignals();
  process.stderr.write(forecast(settings));
  const taskward = await startTaskward(settings);
  try {
    await runServer({
      settings,
      taskward,
      asked: signals.asked,
      listening: ({ url }) => {
        signals.heed();
        // Standard output is the log's alone.
        process.stderr.write(greeting(settings, url));
      },
    });
  } finally {
    await taskward.close();
  }
};

const serve = async (settings: Settings): Promise<void> => {
  if (settings.workers === 1) return runAlone(settings);
  return cluster.isPrimary ? runWorkers(settings) : runWorker(settings);
};

interface Options {
  readonly printSettings?: true;
  readonly json?: true;
}

export const serveCommand = (): Command =>
  new Command("serve")
    .description("serve the HTTP API")
    .option(
      "--print-settings",
      "print every setting, secrets masked, and whether it is of the environment or of .env, instead of serving",
    )
    .option("--json", 'with --print-settings, print a JSON array: [{"name", "value", "source", "description"}]')
    .addHelpText("after", "\nExample:\n  DATABASE_URL=postgres://localhost/tasks PORT=8080 taskward serve")
    .action(async (options: Options, command: Command) => {
      if (options.json && !options.printSettings) command.error("error: --json goes with --print-settings alone");
      if (!options.printSettings) return serve(readSettings(environment()));
      // Loaded here, because a server starts sooner without it.
      const { printSettings } = await import("./serve/print-settings.js");
      await printSettings(options);
    });

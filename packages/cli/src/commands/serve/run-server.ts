import type { RunningServer, Settings, TaskwardProcess } from "@taskward/composition";
import { Ended, EXIT } from "../../exit.js";
import { note } from "../../output/print.js";
import { watchCrashes } from "./crashes.js";
import { listen } from "./listen.js";
import { watchEventLoop } from "./watch-event-loop.js";

/** How a server ends. */
interface Ending {
  /** Seconds that requests in flight have. */
  readonly grace: number;
  readonly exitCode: number;
  /** Null: there is nothing to complain of. */
  readonly complaint: string | null;
}

/** What closing everything may take, in seconds, when the time for requests has run out. */
const MARGIN = 0.75;

const storageFailed = ({ message }: Error): Ending => ({
  grace: 1,
  exitCode: EXIT.storageFailed,
  complaint: message,
});

const CRASHED: Ending = {
  grace: 3,
  exitCode: EXIT.failed,
  complaint: "an unexpected error has ended the server; the log has it",
};

const unfinished = (grace: number): Ending => ({
  grace,
  exitCode: EXIT.failed,
  complaint: `requests were still under way after ${grace} seconds`,
});

/** Ends the process should it still be there then: not even a database that hangs may hold it. */
const endBy = (seconds: number, exitCode: number): void => {
  setTimeout(() => process.exit(process.exitCode ?? exitCode), seconds * 1000).unref();
};

export interface Run {
  readonly settings: Settings;
  readonly taskward: TaskwardProcess;
  /** Resolves when the server is asked to stop. */
  readonly asked: Promise<void>;
  /** Called when it listens. */
  readonly listening: (server: RunningServer) => void;
}

/** Serves until asked to stop, or until it cannot go on; everything is closed then. Throws Ended when it did not end well. */
export const runServer = async (run: Run): Promise<void> => {
  const { settings, taskward, asked, listening } = run;
  const crashes = watchCrashes(taskward.report);
  watchEventLoop(taskward.report);
  const server = await listen(taskward);
  listening(server);
  const ending = await Promise.race([
    asked.then(() => ({ grace: settings.shutdownTimeout, exitCode: EXIT.done, complaint: null })),
    taskward.failed.then(storageFailed),
    crashes.first.then(() => CRASHED),
  ]);
  endBy(ending.grace + MARGIN, ending.exitCode || EXIT.failed);
  const inTime = await server.close(ending.grace);
  const { complaint, exitCode } = ending.complaint || inTime ? ending : unfinished(ending.grace);
  if (complaint) note(`taskward: ${complaint}`);
  await taskward.close();
  if (exitCode !== EXIT.done || crashes.any) throw new Ended(exitCode || EXIT.failed);
};

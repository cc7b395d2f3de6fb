import { openJournal, type Settings } from "@taskward/composition";
import { Crew } from "./crew.js";
import { stopSignals } from "./stop-signals.js";

/** Serves in several processes that share the port, until asked to stop. This process holds no storage and serves nobody. */
export const runWorkers = async (settings: Settings): Promise<void> => {
  const { workers, shutdownTimeout } = settings;
  const signals = stopSignals();
  const journal = await openJournal(settings);
  const say = (message: string): void => journal.report({ kind: "notice", message });
  const crew = new Crew(workers, journal);
  try {
    const url = await crew.ready;
    signals.heed();
    say(`Taskward is listening on ${url} with ${workers} processes`);
    await Promise.race([signals.asked, crew.failed]);
    say("Taskward is stopping");
    if (!(await crew.stop(shutdownTimeout)))
      throw new Error(`a process did not end well within ${shutdownTimeout} seconds`);
  } finally {
    crew.dismiss();
    await journal.close();
  }
};

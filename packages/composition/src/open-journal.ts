import type { MetricsSnapshot } from "@taskward/adapters-telemetry";
import type { Exposition, Report } from "@taskward/application";
import { Container } from "inversify";
import { accountModule } from "./modules/accounts.js";
import type { Settings } from "./settings.js";
import * as t from "./tokens.js";

/** Log and figures, for a process that has no storage but looks after others that have. */
export interface Journal {
  readonly report: Report;
  /** The figures of several processes as those of one, with the faults that were reported here. */
  merge(snapshots: readonly MetricsSnapshot[]): Promise<Exposition>;
  /** Writes what is left, for at most a second. */
  close(): Promise<void>;
}

/** Opens log and figures as the settings say. Opens no storage. */
export const openJournal = async (settings: Settings): Promise<Journal> => {
  // Loaded here, because commands that serve nothing start sooner without it.
  const { telemetryModule } = await import("./modules/telemetry.js");
  const { createJointMetrics } = await import("@taskward/adapters-telemetry");
  const container = new Container({ defaultScope: "Singleton" });
  container.bind(t.SETTINGS).toConstantValue(settings);
  container.load(accountModule, telemetryModule);
  const log = container.get(t.LOG);
  const { report, merge } = createJointMetrics({ linesDropped: log.dropped });
  return {
    report: (event) => {
      log.report(event);
      report(event);
    },
    merge,
    close: () => container.unbindAllAsync(),
  };
};

import { createMetrics, openLog } from "@taskward/adapters-telemetry";
import { ContainerModule } from "inversify";
import type { Settings } from "../settings.js";
import * as t from "../tokens.js";

/** A password in a URL as it is written, and as it is meant. */
const passwordsIn = (url: string): string[] => {
  const { password } = new URL(url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
};

const secretsIn = ({ database }: Settings, secret: string | null): string[] => {
  const urls = database.kind === "server" ? [database.url, database.migrationUrl] : [];
  return [...(secret === null ? [] : [secret]), ...urls.flatMap(passwordsIn)];
};

/** Where all that happens is told: the log, and the figures. */
export const telemetryModule = new ContainerModule(({ bind }) => {
  bind(t.LOG)
    .toResolvedValue(
      (settings, secret) => {
        const { logLevel: level, logFormat: format } = settings;
        return openLog({ level, format, secrets: secretsIn(settings, secret) });
      },
      [t.SETTINGS, t.SECRET],
    )
    .onDeactivation((log) => log.close());
  bind(t.METRICS).toResolvedValue(
    (storage, lookups, log) =>
      createMetrics({
        poolUse: () => storage.poolUse?.() ?? [],
        tokenLookups: () => lookups,
        linesDropped: () => log.dropped(),
      }),
    [t.STORAGE, t.TOKEN_LOOKUPS, t.LOG],
  );
  bind(t.REPORT).toResolvedValue(
    (log, metrics) => (event) => {
      log.report(event);
      metrics.report(event);
    },
    [t.LOG, t.METRICS],
  );
});

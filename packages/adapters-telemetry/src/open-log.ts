import type { Report } from "@taskward/application";
import { pino } from "pino";
import { redaction } from "./redaction.js";
import { Reporter } from "./reporter.js";
import { type Lines, standardOutput } from "./standard-output.js";

/** What is logged, in which form, and what must never be. */
export interface LogOptions {
  /** `silent`: nothing is logged. */
  readonly level: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** `json`: one object a line. Null: `pretty` on a terminal, `json` elsewhere. */
  readonly format: "json" | "pretty" | null;
  /** What must not be logged wherever it turns up: passwords, keys. */
  readonly secrets: readonly string[];
}

/** A log that is open. */
export interface Log {
  readonly report: Report;
  /** Lines that were lost so far because nobody read them in time. */
  dropped(): number;
  /** Writes what is left, for at most a second. */
  close(): Promise<void>;
}

const SILENT: Log = { report: () => {}, dropped: () => 0, close: async () => {} };

/** Logs what is reported, one line each, on standard output unless `lines` are to go elsewhere. */
export const openLog = ({ level, format, secrets }: LogOptions, lines?: Lines): Log => {
  if (level === "silent") return SILENT;
  const out = lines ?? standardOutput(format);
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    out,
  );
  const reporter = new Reporter(logger, redaction(secrets));
  return {
    report: (event) => {
      try {
        reporter.report(event);
      } catch {
        logger.error("Something could not be logged");
      }
    },
    dropped: () => out.dropped,
    close: () => {
      reporter.flush();
      return out.close();
    },
  };
};

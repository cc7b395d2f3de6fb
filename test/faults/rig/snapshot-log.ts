import type { Operation } from "./operation.js";

/**
 * A log as whoever looks at a copy knows it that was made between two moments: what was answered before the first must be
 * in it, what was sent after the second is not, and of what was under way between them nothing is known.
 */
export const snapshotLog = (log: readonly Operation[], from: number, to: number): readonly Operation[] =>
  log
    .filter(({ since }) => since < to)
    .filter(({ kind, since, took }) => since + took < from || !["list", "get", "probe"].includes(kind))
    .map((operation) =>
      operation.since + operation.took < from
        ? operation
        : { ...operation, status: null, seen: [], id: operation.kind === "create" ? null : operation.id },
    );

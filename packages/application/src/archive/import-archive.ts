import { restoredTask, restoredUser, type Task } from "@taskward/domain";
import type { Archive, ArchivedUser, Batch, Restored } from "../ports/archive.js";
import type { ArchiveEntry } from "./archive-entry.js";

/** A batch that was restored: what was in it, and what of that was not there before. */
export interface ImportStep {
  readonly read: Restored;
  readonly restored: Restored;
}

/** How many users and tasks are restored in one step. */
const BATCH_SIZE = 500;

async function* batches(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Batch, void> {
  let users: ArchivedUser[] = [];
  let tasks: Task[] = [];
  for await (const entry of entries) {
    if (entry.kind === "user") users.push({ user: restoredUser(entry.user), hash: entry.hash });
    else tasks.push(restoredTask(entry.task));
    if (users.length + tasks.length < BATCH_SIZE) continue;
    yield { users, tasks };
    [users, tasks] = [[], []];
  }
  if (users.length + tasks.length > 0) yield { users, tasks };
}

/**
 * Puts back what was exported, and tells after each batch what came of it. What is there already stays as it is, so that an
 * import that was broken off can be repeated. Where the entries end in an error, or one of them cannot be (`invalid`),
 * nothing of its batch is kept; rejects as `Archive.restore` does, too.
 */
export const importArchive = (archive: Archive) =>
  async function* (entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<ImportStep, void> {
    for await (const batch of batches(entries)) {
      const restored = await archive.restore(batch);
      yield { read: { users: batch.users.length, tasks: batch.tasks.length }, restored };
    }
  };

export type ImportArchive = ReturnType<typeof importArchive>;

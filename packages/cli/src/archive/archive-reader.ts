import type { ArchiveEntry } from "@taskward/application";
import type { UserId } from "@taskward/domain";
import { checkHeader, Damaged, readLine } from "./format.js";
import { linesOf } from "./lines.js";

/** Reads an export, and knows which line it is at. */
export class ArchiveReader {
  readonly #lines: AsyncGenerator<string, void>;
  #line = 0;
  #users = 0;
  #tasks = 0;

  constructor(input: AsyncIterable<Buffer>) {
    this.#lines = linesOf(input);
  }

  /** The number of the line that was read last, or could not be read; the first is 1. */
  get line(): number {
    return Math.max(1, this.#line);
  }

  /** Everything in the export, as it is asked for. Throws `Damaged` at the first line that is not right. */
  async *entries(): AsyncGenerator<ArchiveEntry, void> {
    checkHeader((await this.#next()) ?? "");
    let owner: UserId | null = null;
    for (;;) {
      const text = await this.#next();
      if (text === null) throw new Damaged("the end of the export is missing: the file was cut off");
      const entry = readLine(text);
      if (entry.kind === "end") return this.#finish(entry);
      if (entry.kind === "user") owner = entry.user.id;
      else if (entry.task.owner !== owner) throw new Damaged("it is a task of another user than the one before it");
      this.#count(entry);
      yield entry;
    }
  }

  #count({ kind }: ArchiveEntry): void {
    if (kind === "user") this.#users += 1;
    else this.#tasks += 1;
  }

  async #finish({ users, tasks }: { users: number; tasks: number }): Promise<void> {
    if (users !== this.#users || tasks !== this.#tasks)
      throw new Damaged(
        `it counts ${users} users and ${tasks} tasks, but ${this.#users} and ${this.#tasks} came before it: lines are missing`,
      );
    if ((await this.#next()) !== null) throw new Damaged("it comes after the end of the export");
  }

  async #next(): Promise<string | null> {
    this.#line += 1;
    const { value, done } = await this.#lines.next();
    if (!done) return value;
    this.#line -= 1;
    return null;
  }
}

import { createReadStream, fstatSync, openSync } from "node:fs";
import { addAbortSignal, type Readable } from "node:stream";
import type { Administration } from "@taskward/composition";
import { DomainError } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../administer.js";
import { ArchiveReader } from "../archive/archive-reader.js";
import { fileFault } from "../archive/file-fault.js";
import { Damaged } from "../archive/format.js";
import { Ended } from "../exit.js";
import { type Interruption, interruptibly } from "../interruption.js";
import { printJson } from "../output/json.js";
import { note, print } from "../output/print.js";
import { progress } from "../output/progress.js";
import { sentence } from "../output/sentence.js";
import { counted } from "../output/words.js";

const EXAMPLES = `
Examples:
  taskward import tasks.ndjson
  gunzip < ann.ndjson.gz | taskward import -

What is there already stays as it is, so an import that was broken off can be repeated. Erased users come back.`;

/** What an import has done so far. */
interface Sum {
  users: number;
  tasks: number;
  knownUsers: number;
  knownTasks: number;
  /** The last line of what is kept for good. */
  line: number;
}

interface Input {
  readonly name: string;
  readonly bytes: Readable;
  /** How much of it has been read, 0 to 1; null when nobody knows. */
  share(): number | null;
}

const openInput = (file: string): Input => {
  if (file === "-") return { name: "standard input", bytes: process.stdin, share: () => null };
  try {
    const fd = openSync(file, "r");
    const stat = fstatSync(fd);
    if (stat.isDirectory()) throw new Error(`${file} cannot be read: it is a directory`);
    const bytes = createReadStream(file, { fd });
    return { name: file, bytes, share: () => (stat.isFile() && stat.size > 0 ? bytes.bytesRead / stat.size : null) };
  } catch (error) {
    throw fileFault(file, "read", error);
  }
};

const both = ({ users, tasks }: { users: number; tasks: number }): string =>
  `${counted(users, "user")} and ${counted(tasks, "task")}`;

/** Where in the file an import was refused: at the line that was being read, or somewhere in the batch; null for elsewhere. */
const placeOf = (error: unknown, from: number, to: number): string | null => {
  const code = error instanceof DomainError ? error.code : null;
  if (error instanceof Damaged || code === "invalid") return `line ${to}`;
  return code === "conflict" || code === "unauthenticated" ? `lines ${from} to ${to}` : null;
};

const reasonOf = (error: unknown): string => {
  if (error instanceof DomainError && error.code === "unauthenticated")
    return "a user was erased while their tasks were being imported";
  return sentence(error);
};

/** What the store has of the file. Of the lines that come then, some may be there from an earlier import. */
const keptSoFar = (sum: Sum): string => {
  const known = { users: sum.knownUsers, tasks: sum.knownTasks };
  const beside = known.users + known.tasks === 0 ? "" : `, beside ${both(known)} that were there already`;
  return `Kept so far: ${both(sum)}${beside}, nothing new after line ${sum.line}. Importing again leaves what is there alone.`;
};

const stopped = (error: unknown, { name }: Input, sum: Sum, line: number): unknown => {
  const kept = keptSoFar(sum);
  if (error instanceof Ended) {
    note(`Interrupted. ${kept}`);
    return error;
  }
  const place = placeOf(error, sum.line + 1, line);
  const refusal = place === null ? reasonOf(error) : `${name}, ${place}: ${reasonOf(error)}`;
  return new Error(`${refusal}.\n${kept}`, { cause: error });
};

/** The error, or that the command was asked to stop, when its input failed because of that. */
const reasonToStop = (error: unknown, check: () => void): unknown => {
  try {
    check();
    return error;
  } catch (interruption) {
    return interruption;
  }
};

const importFrom = async (
  input: Input,
  { importArchive }: Administration,
  { check, signal }: Interruption,
): Promise<Sum> => {
  // Whoever reads is told of an error; while a batch is being kept, nobody reads.
  const bytes = addAbortSignal(
    signal,
    input.bytes.once("error", () => {}),
  );
  const reader = new ArchiveReader(bytes);
  const shown = progress();
  const sum: Sum = { users: 0, tasks: 0, knownUsers: 0, knownTasks: 0, line: 1 };
  try {
    for await (const { read, restored } of importArchive(reader.entries())) {
      sum.users += restored.users;
      sum.tasks += restored.tasks;
      sum.knownUsers += read.users - restored.users;
      sum.knownTasks += read.tasks - restored.tasks;
      sum.line += read.users + read.tasks;
      shown.update(input.share(), both({ users: sum.users + sum.knownUsers, tasks: sum.tasks + sum.knownTasks }));
      check();
    }
    return sum;
  } catch (error) {
    shown.end();
    throw stopped(reasonToStop(error, check), input, sum, reader.line);
  } finally {
    shown.end();
    // What is refused is read no further; whoever writes it may not have come to an end.
    bytes.destroy();
  }
};

const importAll = (file: string, { json }: { json?: true }): Promise<void> =>
  interruptibly((interruption) => {
    const input = openInput(file);
    return administer(async (administration) => {
      const { users, tasks, knownUsers, knownTasks } = await importFrom(input, administration, interruption);
      if (json) return printJson({ users, tasks, users_already_there: knownUsers, tasks_already_there: knownTasks });
      const known = { users: knownUsers, tasks: knownTasks };
      await print(`Imported ${both({ users, tasks })}; ${both(known)} were there already.\n`);
    });
  });

export const importCommand = (): Command =>
  new Command("import")
    .description("put back what was exported")
    .argument("<file>", "what `taskward export` wrote; - for standard input")
    .option("--json", 'print a JSON object: {"users", "tasks", "users_already_there", "tasks_already_there"}')
    .addHelpText("after", EXAMPLES)
    .action(importAll);

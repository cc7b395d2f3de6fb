import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase } from "@taskward/testing";
import { BuiltCopy } from "./built-copy.js";
import { crowded, MEMORY, type MemoryMutant, memoryMutants } from "./memory-mutants.js";
import type { Mutant } from "./mutant.js";
import { killerOf } from "./run-suite.js";
import { sqlMutants } from "./sql-mutants.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Mutants that mean what the original means, and why. */
const EQUIVALENT: readonly { readonly name: RegExp; readonly removed: RegExp; readonly reason: string }[] = [
  {
    name: /^task-store\.js/,
    removed: /tasksOf\(owner\)\.delete\(id\)/,
    reason: "the line before has found the task among the owner's, and no two owners have one number",
  },
  {
    name: /^shared_task/,
    removed: /id = any/,
    reason: "it looks for a number that two owners have, and there is none among the other tasks either",
  },
];

const reasonFor = ({ name, removed }: Mutant): string | undefined =>
  EQUIVALENT.find((one) => one.name.test(name) && one.removed.test(removed))?.reason;

let survivors = 0;

const say = (mutant: Mutant, killer: string | null): void => {
  const reason = reasonFor(mutant);
  const verdict = killer !== null ? "killed" : reason ? "same  " : "LIVES ";
  if (verdict === "LIVES ") survivors++;
  const why = killer ?? reason ?? "no test turned red";
  process.stdout.write(`${verdict}  ${mutant.name.padEnd(38)} ${mutant.removed.slice(0, 60).padEnd(60)}  ${why}\n`);
};

const expectGreen = async (tree: string, mutant: Pick<Mutant, "suite">): Promise<void> => {
  const red = await killerOf(tree, { ...mutant, name: "", removed: "", environment: {}, first: "" });
  if (red !== null) throw new Error(`${mutant.suite} is red without any mutant: ${red}`);
};

const tryMemory = async (copy: BuiltCopy, mutants: readonly MemoryMutant[]): Promise<void> => {
  const file = join(copy.path, MEMORY, "memory.js");
  writeFileSync(file, crowded("memory.js", readFileSync(file, "utf8")));
  await expectGreen(copy.path, { suite: "memory-suite.js" });
  for (const mutant of mutants)
    say(mutant, await copy.with(join(MEMORY, mutant.file), mutant.text, () => killerOf(copy.path, mutant)));
};

/** Two at a time. */
const trySql = async (copy: BuiltCopy, mutants: readonly Mutant[]): Promise<void> => {
  process.env["TEST_DATABASE_URL"] = await createDatabase();
  await expectGreen(copy.path, { suite: "pg-suite.js" });
  const waiting = [...mutants];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) say(mutant, await killerOf(copy.path, mutant));
  };
  await Promise.all([work(), work()]);
};

const copy = new BuiltCopy(ROOT);
try {
  const [memory, sql] = [memoryMutants(copy.path), await sqlMutants()];
  await tryMemory(copy, memory);
  await trySql(copy, sql);
  const all = [...memory, ...sql].length;
  process.stdout.write(
    `\n${all} owner predicates taken away (${sql.length} SQL, ${memory.length} memory): ${survivors} live\n`,
  );
  process.exitCode = survivors === 0 ? 0 : 1;
} finally {
  copy.remove();
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eachReplaced, type Mutant } from "./mutant.js";

/** Where the memory's built files are, in any copy of the tree. */
export const MEMORY = "packages/adapters-memory/dist/src";

// A key that every owner's is: a Map asked for it answers for all of them.
const ANYONE = "Symbol.for('anyone')";
const CROWD = `
class Everyones extends Map {
  constructor(maps) { super(maps.flatMap((map) => [...map])); this.maps = maps; }
  set(key, value) { for (const map of this.maps ?? []) map.set(key, value); return super.set(key, value); }
  delete(key) { for (const map of this.maps) map.delete(key); return super.delete(key); }
}
class Crowd extends Map {
  has(key) { return key === ${ANYONE} ? this.size > 0 : super.has(key); }
  get(key) {
    if (key !== ${ANYONE}) return super.get(key);
    const all = [...this.values()];
    return all.every((one) => one instanceof Map) ? new Everyones(all) : all[0];
  }
  set(key, value) {
    if (key !== ${ANYONE}) return super.set(key, value);
    for (const one of [...this.keys()]) super.set(one, value);
    return this;
  }
  delete(key) { return key === ${ANYONE} ? this.clear() : super.delete(key); }
}
class CrowdSet extends Set {
  has(key) { return key === ${ANYONE} ? this.size > 0 : super.has(key); }
  delete(key) { return key === ${ANYONE} ? this.clear() : super.delete(key); }
}
`;

/** The memory's Maps and Sets as they are, but for one key more. */
export const crowded = (file: string, text: string): string =>
  file === "memory.js"
    ? text.replaceAll("new Map()", "new Crowd()").replaceAll("new Set()", "new CrowdSet()") + CROWD
    : text;

/** Where an owner, or a user's id, decides what is found. */
const USES: readonly (readonly [RegExp, string])[] = [
  [/(?<=(?:\.(?:get|has|set|delete|tasksOf|#find|#tasksOf)|hasAccount)\()(?:task\.)?owner\b/g, ANYONE],
  [/(?<=(?:(?:users|hashes|erased|#tasks)\.(?:get|has|set|delete)|this\.#get)\()(?:user\.|registered\.)?id\b/g, ANYONE],
  [/\w+ !== owner\b/g, "false"],
];

// What else is called so: parameters, parts of a pattern, and what is kept or handed on as it is.
const NO_DECISION =
  /owner[,)][^\n]*\{$|\{ id, owner \}|const \[owner|return owner|, owner[,)]|\(owner\) =>|^\s*\/?\*|\/\//;

export interface MemoryMutant extends Mutant {
  readonly file: string;
  readonly text: string;
}

const expectAllSeen = (file: string, text: string, seen: readonly number[]): void => {
  for (const { index } of text.matchAll(/\bowner\b/g)) {
    const line = text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index));
    const isSeen = seen.some((at) => at <= index && index < at + 40);
    if (!isSeen && !NO_DECISION.test(line)) throw new Error(`${file}: what does the owner decide in "${line.trim()}"?`);
  }
};

/** Each use of an owner in the memory, taken away. */
export const memoryMutants = (root: string): readonly MemoryMutant[] =>
  readdirSync(join(root, MEMORY))
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => {
      const text = readFileSync(join(root, MEMORY, file), "utf8");
      const found = USES.flatMap(([pattern, replacement]) => eachReplaced(text, pattern, replacement));
      expectAllSeen(
        file,
        text,
        found.map(({ at }) => at),
      );
      return found.map(({ at, text: mutated }) => ({
        name: `${file}:${text.slice(0, at).split("\n").length}`,
        removed: text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at)).trim(),
        file,
        text: crowded(file, mutated),
        suite: "memory-suite.js" as const,
        environment: {},
        first: "",
      }));
    });

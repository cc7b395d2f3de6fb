import type { TaskFilter, TaskOrder } from "@taskward/domain";
import * as fc from "fast-check";
import { ORDERS } from "../task-store/queries.js";

const text = fc.constantFrom("Milk", "milk", "a", "B", "é", "É", "😀", "\uff21", "100%", "a_b", "x\\y", "\u0001");
const filter = fc.record<TaskFilter>(
  { completed: fc.boolean(), search: fc.constantFrom("", "M", "É", "%", "_", "\\", "b") },
  { requiredKeys: [] },
);

// Hashes are the same for all three, so that the wrong one would be replaced if owners were mixed up.
const hash = fc.constantFrom("$one$", "$two$");

/** How often each method is asked, compared with the others. */
const WEIGHTS = {
  add: 16,
  get: 8,
  change: 16,
  remove: 8,
  list: 16,
  count: 8,
  ownerOf: 4,
  restore: 4,
  find: 2,
  admit: 2,
  shut: 2,
  replaceHash: 2,
  findCredential: 2,
  erase: 1,
} as const;
/** A method of the storage. */
export type Verb = keyof typeof WEIGHTS;
const verb = fc.oneof(
  ...Object.entries(WEIGHTS).map(([verb, weight]) => ({ arbitrary: fc.constant(verb as Verb), weight })),
);

/** One step of a history. `target` picks a task among all that there ever were, whoever's they are. */
export const step = fc.record({
  actor: fc.nat(2),
  seconds: fc.nat(20),
  target: fc.nat(),
  verb,
  draft: fc.record({ title: text, description: text, completed: fc.boolean() }),
  change: fc.record(
    { title: text, description: text, completed: fc.constantFrom(true, false, "toggle" as const) },
    { requiredKeys: [] },
  ),
  versions: fc.option(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }), { nil: undefined }),
  filter,
  order: fc.constantFrom<TaskOrder>(...ORDERS),
  limit: fc.integer({ min: 1, max: 12 }),
  continued: fc.boolean(),
  hash,
  newHash: hash,
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

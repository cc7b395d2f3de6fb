import * as fc from "fast-check";
import type { Route } from "./routes.js";

const SORTS = ["-created_at", "created_at", "-updated_at", "updated_at", "-title", "title"] as const;
export type Sort = (typeof SORTS)[number];

const word = fc.constantFrom("Milk", "milk", "Bread", "a", "B");
const maybe = <T>(value: fc.Arbitrary<T>, freq = 2) => fc.option(value, { nil: undefined, freq });

/**
 * One step of a history. What it names by a number is picked from all that anybody has seen by then: tasks, ETags,
 * cursors, canaries and accounts, whoever's they are.
 */
export const stepOf = (route: fc.Arbitrary<Route>) =>
  fc.record({
    route,
    actor: fc.nat(),
    /** Under `/api` instead of `/api/v1`. */
    alias: fc.boolean(),
    head: fc.boolean(),
    /** With a token that somebody else's signature stands under, as well. */
    forged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    target: fc.nat(),
    title: maybe(word),
    marked: fc.boolean(),
    description: maybe(word),
    completed: maybe(fc.boolean()),
    /** Names somebody else as the owner. */
    claimed: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    broken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    etag: maybe(fc.nat(), 1),
    sort: fc.constantFrom(...SORTS),
    limit: maybe(fc.integer({ min: 1, max: 6 })),
    search: maybe(fc.nat(), 1),
    cursor: maybe(fc.nat(), 1),
    counted: fc.boolean(),
    /** Of sign-up and sign-in: with an e-mail that is known, with the right password. */
    known: fc.boolean(),
    right: fc.boolean(),
  });

export type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer T> ? T : never;

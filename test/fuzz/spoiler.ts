import type { Documented } from "@taskward/testing";
import * as fc from "fast-check";
import type { Draft } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import type { Fields, Person, World } from "./world.js";

/** Who asks for what, where. */
export interface Scene {
  readonly world: World;
  readonly documented: Documented;
  readonly endpoint: Endpoint;
  readonly person: Person;
  /** The person's own task that the path names; null where it names none. */
  readonly task: Fields | null;
  /** Asks for something else first. */
  readonly before: {
    /** A task of somebody else's. */
    foreignTask(): Promise<number>;
    deletedTask(): Promise<number>;
    account(): Promise<{ readonly email: string; readonly password: string }>;
    /** As often as the limit of this endpoint allows. */
    tooOften(draft: Draft, endpoint: Endpoint): Promise<void>;
  };
}

/** What makes a request one that must be refused, or answered in another way than by its success. */
export interface Spoiler {
  readonly name: string;
  /** What of the request it changes: of two that change the same, the second might mend what the first has spoilt. */
  readonly part: string;
  /** None: it spoils nothing there. */
  readonly statuses: (world: World, endpoint: Endpoint) => readonly number[];
  readonly apply: (draft: Draft, scene: Scene) => void | Promise<void>;
}

/** A kind of spoiler, for the endpoints that it can be tried on. */
export interface SpoilerKind {
  readonly name: string;
  readonly fits: (endpoint: Endpoint) => boolean;
  /** Takes long, and is tried seldom. */
  readonly slow?: boolean;
  /** Is answered as the settings say. */
  readonly varies?: boolean;
  /** How many of its choices a sweep tries; 1 unless given. */
  readonly draws?: number;
  readonly of: fc.Arbitrary<Spoiler>;
}

interface Effect<T> {
  readonly name: string;
  readonly part?: Spoiler["part"];
  readonly fits?: SpoilerKind["fits"];
  readonly slow?: boolean;
  readonly answered: readonly number[] | Spoiler["statuses"];
  readonly choices?: readonly T[];
  readonly apply: (draft: Draft, choice: T, scene: Scene) => void | Promise<void>;
}

/** A spoiler that is one of several choices. */
export const spoiler = <const T = undefined>(effect: Effect<T>): SpoilerKind => {
  const { name, part = name, fits = () => true, slow = false, answered, choices = [undefined as T], apply } = effect;
  const statuses = typeof answered === "function" ? answered : () => answered;
  const of = fc
    .constantFrom(...choices)
    .map((choice): Spoiler => ({ name, part, statuses, apply: (draft, scene) => apply(draft, choice, scene) }));
  return { name, fits, slow, varies: typeof answered === "function", of };
};

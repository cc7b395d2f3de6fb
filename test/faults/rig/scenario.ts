import type { Figure } from "./figure.js";
import type { Rig } from "./rig.js";

export interface Extent {
  /** How often it is gone through. */
  readonly rounds: number;
  /** What chance is made of. */
  readonly seed: number;
  /** Whether it is to take seconds rather than minutes. */
  readonly short: boolean;
}

/** One kind of fault, and what must hold while it lasts and afterwards. */
export interface Scenario {
  /** `F5`, as in docs/reliability.md. */
  readonly name: string;
  readonly title: string;
  /** Whether it is among those that every change has to pass. */
  readonly short: boolean;
  /** Rounds of the long form; the short one has one. Default 1. */
  readonly rounds?: number;
  /** Why it cannot be tried here; null when it can. */
  unavailable?(): string | null;
  /** Rejects only when it could not be carried out. */
  run(rig: Rig, extent: Extent): Promise<readonly Figure[]>;
}

import type { Exposition } from "@taskward/application";
import type { MetricsSnapshot } from "@taskward/composition";

/** What the process that everything began with says to one of its workers. */
export type Order =
  | { readonly kind: "stop listening" }
  | { readonly kind: "stop" }
  | { readonly kind: "count" }
  | { readonly kind: "figures of all"; readonly exposition: Exposition };

/** What a worker says to it. */
export type Word =
  | { readonly kind: "listening"; readonly url: string }
  /** It cannot begin, for this reason, and ends. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "stopped listening" }
  | { readonly kind: "counted"; readonly snapshot: MetricsSnapshot }
  /** It was asked for the figures of all workers. */
  | { readonly kind: "figures?" };

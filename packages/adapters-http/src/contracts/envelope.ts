/** A task, a user or a refusal as it came over the wire: for the test to look into. */
export type Wire = Readonly<Record<string, unknown>>;

export interface Envelope {
  readonly success: boolean;
  readonly message: string;
  readonly data: Wire & readonly Wire[];
  readonly meta: { readonly limit: number; readonly has_more: boolean; readonly next_cursor: string; total?: number };
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details: readonly { readonly path: string; readonly message: string }[];
    readonly request_id: string;
  };
}

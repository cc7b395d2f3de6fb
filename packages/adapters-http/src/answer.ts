const JSON_TYPE = "application/json; charset=utf-8";

/** One response, before the headers that all of them share. */
export interface Answer {
  readonly status: number;
  /** Its own headers; they go before the shared ones. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the response has no body. */
  readonly body: string | Buffer | null;
}

/** A body of any media type. */
export const answer = (
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, body, headers: { "Content-Type": JSON_TYPE, ...headers } });

/** The envelope of success: `{"success": true, "message", "data", "meta"?}`. */
export const success = (
  message: string,
  data: unknown,
  { status = 200, headers, meta }: { status?: number; headers?: Record<string, string>; meta?: unknown } = {},
): Answer => answer(status, JSON.stringify({ success: true, message, data, meta }), headers);

export const noContent = (headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 204,
  body: null,
  headers,
});

export const notModified = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 304,
  body: null,
  headers,
});

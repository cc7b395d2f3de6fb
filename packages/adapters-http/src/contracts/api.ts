import type { Envelope } from "./envelope.js";
import { expectProper } from "./proper.js";

/** An API under test. */
export interface Api {
  readonly url: string;
  /** A token that it takes for this user's. */
  token(user: string): string;
  /** What else every answer is to be held against, such as the description of the API. */
  check?(method: string, path: string, reply: Answered): void;
  close(): Promise<unknown>;
}

/** An answer as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Reply extends Answered {
  /** The body read as JSON; an empty object when there is none. */
  readonly body: Envelope;
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array;
}

export type Caller = (method: string, path: string, call?: Call) => Promise<Reply>;

const JSON_TYPE = { "Content-Type": "application/json" };

/** Calls the API as this user, or as nobody (null). What every answer must have is checked of each. */
export const caller = (api: Api, user: string | null): Caller => {
  const credentials = user === null ? {} : { Authorization: `Bearer ${api.token(user)}` };
  return async (method, path, { headers = {}, json, raw } = {}) => {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(api.url + path, {
      method,
      headers: { ...credentials, ...(json === undefined ? {} : JSON_TYPE), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const reply = { status: response.status, headers: response.headers, text };
    const proper = expectProper(method, reply);
    api.check?.(method, path, reply);
    return { ...reply, body: proper };
  };
};

/** The fields that a refusal names. */
export const faultsIn = ({ body }: Reply): readonly string[] => body.error.details.map(({ path }) => path);

/** The body without the request id, which alone may differ between two answers of one meaning. */
export const withoutId = ({ text, body }: Reply): string => text.replaceAll(body.error.request_id, "");

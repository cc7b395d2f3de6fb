import { expect } from "chai";

/** One answer of the API, its JSON read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** A caller of the API with one token, or with none. */
export type Caller = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export const caller =
  (url: string, token?: string): Caller =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
  };

/** Signs somebody up and gives a caller with their token. */
export const signedUp = async (url: string, email: string): Promise<Caller> => {
  const reply = await caller(url)("POST", "/api/v1/auth/signup", { email, password: "correct horse battery" });
  expect(reply.status).to.equal(201);
  return caller(url, reply.body.data.token);
};

import { type Agent, type IncomingHttpHeaders, request } from "node:http";

/** One answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
}

/** Longer than any answer may take, even one of a server that is stopped for a minute, so that a hang shows as one. */
const HANG = 90_000;

/** Asks once, without a second try. Rejects when there is no whole answer. */
export const exchange = (url: string, agent: Agent | undefined, question: Question): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, path, token, body } = question;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(text !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    };
    const asked = request(url + path, { method, headers, ...(agent && { agent }) }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("close", () => {
        clearTimeout(hang);
        if (!response.complete) return reject(new Error("The answer broke off"));
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: String(Buffer.concat(parts)) });
      });
    });
    const hang = setTimeout(() => asked.destroy(new Error(`No answer in ${HANG} ms`)), HANG);
    asked.on("error", (error) => {
      clearTimeout(hang);
      reject(error);
    });
    asked.end(text);
  });

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the provider does when asked for its keys. */
export type Answer = (response: ServerResponse) => void;

/** An identity provider's key set on 127.0.0.1, which misbehaves on demand and counts how often it is asked. */
export interface JwksServer {
  readonly url: string;
  readonly fetches: number;
  answer: Answer;
  /** Resolves when it is asked for the n-th time. */
  asked(n: number): Promise<void>;
  close(): Promise<void>;
}

export const json =
  (value: unknown, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };

export const keys = (...set: object[]): Answer => json({ keys: set });

export const startJwksServer = async (first: Answer): Promise<JwksServer> => {
  let fetches = 0;
  let answer = first;
  const server = createServer((_, response) => {
    fetches++;
    answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    get fetches() {
      return fetches;
    },
    get answer() {
      return answer;
    },
    set answer(next) {
      answer = next;
    },
    asked: async (n) => {
      while (fetches < n) await once(server, "request");
    },
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

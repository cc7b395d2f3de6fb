import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

/** A registry that knows nothing but faults of packages. */
export interface Registry {
  readonly url: string;
  /** The packages it was asked about. */
  readonly asked: ReadonlySet<string>;
  close(): void;
}

/** Answers each question with these faults, in the form of npm's bulk advisories; with 405 where there are none. */
export const startRegistry = async (faults: Readonly<Record<string, readonly object[]>> | null): Promise<Registry> => {
  const asked = new Set<string>();
  const server: Server = createServer((req, res) => {
    const answer = async (): Promise<void> => {
      const body = await buffer(req);
      if (faults === null || req.url !== "/-/npm/v1/security/advisories/bulk") {
        res.writeHead(faults === null ? 405 : 404).end();
        return;
      }
      const question = req.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
      for (const name of Object.keys(JSON.parse(question.toString()))) asked.add(name);
      res.setHeader("Content-Type", "application/json").end(JSON.stringify(faults));
    };
    void answer();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () => void server.close(),
  };
};

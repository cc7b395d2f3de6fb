import type { Api } from "@taskward/adapters-http/contracts/api";
import { histories, live, sweep } from "@taskward/adapters-http/contracts/isolation/history";
import { routesOf } from "@taskward/adapters-http/contracts/isolation/routes";
import type { Exchange } from "@taskward/adapters-http/contracts/isolation/world";
import { expect } from "chai";
import * as fc from "fast-check";
import { servedOn } from "../support/parts.js";
import { STORAGES } from "../support/storages.js";

export interface ParityOptions {
  /** Of 100 operations each, besides one over every route. */
  readonly histories: number;
  readonly seed: number;
}

/** All that was asked and answered in the same histories, on an API that is new. */
const transcriptOn = async (api: Api, { histories: numRuns, seed }: ParityOptions): Promise<readonly Exchange[]> => {
  const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as Parameters<typeof routesOf>[0];
  const routes = routesOf(document).filter(({ path }) => path.startsWith("/api/"));
  const transcript: Exchange[] = [];
  const record = (exchange: Exchange) => transcript.push(exchange);
  const lives = [sweep(routes, seed), ...fc.sample(histories(routes), { seed, numRuns })];
  for (const [n, steps] of lives.entries()) {
    const canaries = ["ann", "bob", "eve"].map((name) => `${name}z${n}z`);
    await live(api, steps, { foreign: "hide", canaries, record });
  }
  return transcript;
};

/** That all stores are one and the same to who looks from outside. */
export const describeParity = (options: ParityOptions): void => {
  const { histories, seed } = options;
  describe("the stores", function () {
    this.timeout(900_000);

    it(`give the same answers, byte for byte, to ${histories} histories and one over every route (seed ${seed})`, async () => {
      const told = await Promise.all(
        STORAGES.map(async ({ name, open }) => {
          const api = await servedOn(await open());
          const transcript = await transcriptOn(api, options).finally(() => api.close());
          return { name, transcript };
        }),
      );
      const [first, ...others] = told.map(({ transcript }) => transcript);
      expect(first).to.have.lengthOf.above(100 * histories);
      for (const other of others) expect(other).to.have.lengthOf(first?.length ?? 0);
      for (const [n, exchange] of (first ?? []).entries())
        for (const { name, transcript } of told) expect(transcript[n], name).to.deep.equal(exchange);
    });
  });
};

import { type TranscriptOptions, transcriptOf } from "@taskward/adapters-http/contracts/transcript";
import type { Storage } from "@taskward/application";
import { expect } from "chai";
import { servedOn } from "../support/parts.js";
import { STORAGES } from "../support/storages.js";

const transcriptOn = async (storage: Storage, options: TranscriptOptions) => {
  const api = await servedOn(storage);
  try {
    return await transcriptOf(api, options);
  } finally {
    await api.close();
  }
};

/** That all stores are one and the same to who looks from outside. */
export const describeParity = (options: TranscriptOptions): void => {
  const { histories, seed } = options;
  describe("the stores", function () {
    this.timeout(900_000);

    it(`give the same answers, byte for byte, to ${histories} histories and one over every route (seed ${seed})`, async () => {
      const told = await Promise.all(
        STORAGES.map(async ({ name, open }) => {
          const transcript = await transcriptOn(await open(), options);
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

import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { fuzz } from "./fuzz/fuzz.js";
import { PLANTED_BUGS, type PlantedBug } from "./fuzz/planted-bugs.js";
import { report } from "./fuzz/report.js";
import { unseen } from "./fuzz/tally.js";
import { COMMON, jwtTarget, VARIANTS } from "./fuzz/targets.js";
import { type FuzzTarget, ORIGIN } from "./fuzz/world.js";
import { servedOn } from "./support/parts.js";
import { served } from "./support/served.js";

const SEED = 20_260_131;

const targetWith = async ({ before, storage = (same) => same }: Partial<PlantedBug>): Promise<FuzzTarget> => {
  const settings = { corsOrigins: [ORIGIN], trustProxy: 1 };
  const api = await servedOn(storage(openMemoryStorage()), { settings, ...(before && { before }) });
  return { ...api, foreign: "hide", rateLimit: 0, countsTries: false, badTokens: () => [], secrets: [] };
};

const variantInProcess = async (variant: (typeof VARIANTS)[number]): Promise<FuzzTarget> => {
  const { foreign, rateLimit } = variant;
  const common = { corsOrigins: [ORIGIN], trustProxy: Number(COMMON.TRUST_PROXY) };
  return jwtTarget(await served("memory:", { ...common, foreignTasks: foreign, rateLimit }), variant);
};

describe("the fuzzer", () => {
  const targets: FuzzTarget[] = [];

  afterEach(() => Promise.all(targets.splice(0).map((target) => target.close())));

  // A taste; `npm run fuzz` goes on for a minute, and for longer when asked to.
  it(`finds nothing, and sees every documented answer that a client can bring about (seed ${SEED})`, async () => {
    for (const variant of VARIANTS) targets.push(await variantInProcess(variant));
    const result = await fuzz(targets, { seed: SEED, seconds: 30, sweepOnly: true });
    expect(result.finding, report(result, [], 1)).to.equal(null);
    expect(unseen(result.tally.pairs(result.endpoints))).to.be.empty;
  });

  for (const bug of PLANTED_BUGS)
    it(`finds ${bug.name}`, async () => {
      targets.push(await targetWith(bug));
      const { finding } = await fuzz(targets, { seed: SEED, seconds: 20 });
      expect(finding?.fault ?? "nothing").to.match(bug.named);
    });
});

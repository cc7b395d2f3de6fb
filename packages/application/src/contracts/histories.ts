import type { User } from "@taskward/domain";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import type { Credential } from "../ports/credential-store.js";
import type { Storage } from "../ports/storage.js";
import { Comparison } from "./histories/comparison.js";
import { type Step, step } from "./histories/step.js";
import { at } from "./moments.js";
import { newEmail, newUser, setStage } from "./stage.js";

/**
 * What every Storage must do in random histories of three users, each step compared with the domain. `open` is called once
 * and what it gives is closed at the end. `histories` is how many there are, of 30 steps on average; `seed` is what they are
 * drawn with.
 */
export const describeHistories = (
  name: string,
  open: () => Promise<Storage>,
  { histories = 40, seed = 20_260_131 }: { histories?: number; seed?: number } = {},
): void => {
  describe(`${name} in random histories`, () => {
    const stage = setStage(open);

    const enter = async (name: string): Promise<Credential> => {
      const newcomer = newUser(name, { email: newEmail(name) });
      return { user: await stage.credentials.register(newcomer, "$one$", at(0)), hash: "$one$" };
    };

    const live = async (steps: Step[]): Promise<void> => {
      const accounts = await Promise.all(["ann", "bob", "cyd"].map(enter));
      const comparison = new Comparison(stage.storage, accounts);
      const users = accounts.map(({ user }) => user);
      for (const step of steps) await comparison.take(users[step.actor] as User, step);
      await comparison.finish(users);
    };

    it(`agrees with the domain in ${histories} of them (seed ${seed})`, async () => {
      const steps = fc.array(step, { minLength: 10, maxLength: 50, size: "max" });
      await fc.assert(fc.asyncProperty(steps, live), { seed, numRuns: histories });
    }).timeout(600_000);
  });
};

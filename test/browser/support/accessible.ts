import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Page } from "playwright-core";

const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

interface Outcome {
  readonly passes: readonly unknown[];
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Holds what the page shows now to all the rules of axe-core. */
export const expectAccessible = async (page: Page, view: string): Promise<void> => {
  await page.evaluate(AXE);
  const { passes, violations } = (await page.evaluate("axe.run({ preload: false })")) as Outcome;
  expect(passes).to.have.length.above(10);
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect(found, view).to.deep.equal([]);
};

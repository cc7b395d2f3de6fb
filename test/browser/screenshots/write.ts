import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { BrowserContextOptions } from "playwright-core";
import { openLocalSite } from "../support/sites.js";
import { Visits } from "../support/visits.js";

const IMAGES = new URL("../../../../docs/images/", import.meta.url);

const VIEWS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 860, height: 640 } },
  dark: { viewport: { width: 860, height: 640 }, colorScheme: "dark" },
  phone: { viewport: { width: 375, height: 667 } },
};

describe("the screenshots of the documentation", () => {
  const visits = new Visits();
  afterEach(() => visits.end());

  for (const [view, options] of Object.entries(VIEWS))
    it(`are written (${view})`, async () => {
      const ann = await visits.visit(await visits.keep(openLocalSite()), options);
      await ann.signUp("Ann");
      await ann.add("Return the library books");
      await ann.add("Call the insurance about the bike", "Ask for the claim number.\nThey close at five.");
      await ann.add("Water the plants");
      await ann.add("Buy milk", "Two litres, oat");
      await ann.task("Water the plants").check();
      await ann.told("Water the plants: completed");
      if (view === "dark") {
        const other = await visits.another(ann);
        await other.signIn("Ann");
        const editor = await other.edit("Buy milk");
        await editor.getByLabel("Notes").fill("One litre, oat");
        await editor.getByRole("button", { name: "Save" }).click();
        await other.told("Buy milk: saved");
        const mine = await ann.edit("Buy milk");
        await mine.getByLabel("Title").fill("Buy milk and bread");
        await mine.getByRole("button", { name: "Save" }).click();
        await ann.conflict().waitFor();
      }
      const path = fileURLToPath(new URL(`web-client-${view}.png`, IMAGES));
      await ann.page.screenshot({ path });
      expect(statSync(path).size).to.be.below(80_000);
    });
});

import { expect } from "chai";
import { expectAccessible } from "./support/accessible.js";
import { openLocalSite, type Site, servePage } from "./support/sites.js";
import { PASSWORD, type Visitor } from "./support/visitor.js";
import { Visits } from "./support/visits.js";

const PHONE = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true };

describe("the web client, for everybody", () => {
  const visits = new Visits();
  let site: Site;

  beforeEach(async () => {
    site = await visits.keep(openLocalSite());
  });
  afterEach(() => visits.end());

  it("gets no answer on an origin that CORS_ORIGINS does not name", async () => {
    const page = await visits.keep(servePage(() => ({ api: `${site.api}/api/v1` })));
    const ann = await visits.visit(page);
    const refused: string[] = [];
    ann.page.on("console", (message) => {
      if (/CORS policy/.test(message.text())) refused.push(message.text());
    });
    await ann.page.getByRole("button", { name: "Create an account" }).click();
    await ann.fillIn("ann");
    await ann.page.locator("#enter").click();
    await ann.page.getByText("The server cannot be reached.").waitFor();
    expect(refused).to.have.length(1);
    const listed = await visits.visit(site);
    await listed.signUp("ann");
  });

  const press = async ({ page }: Visitor, ...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = ({ page }: Visitor, text: string): Promise<void> => page.keyboard.type(text);

  it("can be used by keyboard alone, and the focus is never lost", async () => {
    const ann = await visits.visit(site);
    await ann.page.locator("#email:focus").waitFor();
    await press(ann, "Tab", "Tab", "Tab", "Enter");
    await press(ann, "Tab");
    await type(ann, "ann@example.com");
    await press(ann, "Tab");
    await type(ann, PASSWORD);
    await press(ann, "Enter");
    await ann.page.locator("#board-title:focus").waitFor();

    await press(ann, "Tab");
    await type(ann, "Buy milk");
    await press(ann, "Enter");
    await ann.task("Buy milk").waitFor();
    await ann.page.locator("#new-title:focus").waitFor();
    // The button, the search field, the filter, the task.
    await press(ann, "Tab", "Tab", "Tab", "Tab", "Space");
    await ann.told("Buy milk: completed");
    await press(ann, "Tab", "Enter");
    await ann.page.locator(".editor [name=title]:focus").waitFor();
    await press(ann, "End");
    await type(ann, " today");
    await press(ann, "Enter");
    await ann.page.locator("[aria-label='Edit Buy milk today']:focus").waitFor();
    await press(ann, "Enter", "Escape");
    await ann.page.locator("[aria-label='Edit Buy milk today']:focus").waitFor();
    await press(ann, "Tab", "Enter", "Escape");
    await ann.page.locator("[aria-label='Delete Buy milk today']:focus").waitFor();
    await press(ann, "Enter", "Tab", "Enter");
    await ann.told("Deleted");
    await ann.page.locator("#board-title:focus").waitFor();
  });

  const expectNoSidewaysScroll = async ({ page }: Visitor): Promise<void> => {
    expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(375);
  };

  it("fits a phone of 375 pixels, whatever is written", async () => {
    const ann = await visits.visit(site, PHONE);
    await expectNoSidewaysScroll(ann);
    await ann.signUp("ann");
    await ann.add("x".repeat(200), "https://example.com/".padEnd(1000, "y"));
    await expectNoSidewaysScroll(ann);
    await ann.edit("x".repeat(200));
    await expectNoSidewaysScroll(ann);
    await press(ann, "Escape");
    await ann.page.getByRole("button", { name: "Delete" }).first().click();
    await expectNoSidewaysScroll(ann);
  });

  for (const colorScheme of ["light", "dark"] as const)
    it(`breaks no rule of axe-core in any view (${colorScheme})`, async () => {
      const ann = await visits.visit(site, { colorScheme, reducedMotion: "reduce" });
      const { page } = ann;
      await page.locator("#email").waitFor();
      await expectAccessible(page, "sign in");
      await page.getByRole("button", { name: "Create an account" }).click();
      await page.locator("#enter").click();
      await page.getByText("must be an e-mail address").waitFor();
      await expectAccessible(page, "sign up, with faults");
      await ann.fillIn("ann");
      await page.locator("#enter").click();
      await page.getByText("Nothing to do yet").first().waitFor();
      await expectAccessible(page, "no tasks");
      await ann.add("Buy milk", "Two litres");
      await ann.add("Water the plants");
      await ann.task("Buy milk").check();
      await ann.told("Buy milk: completed");
      await page.getByLabel("New task").fill(" ");
      await page.getByRole("button", { name: "Add task" }).click();
      await page.getByText("New task must have").waitFor();
      await ann.edit("Water the plants");
      await expectAccessible(page, "tasks, with an editor and a fault");
      await ann.page.getByRole("button", { name: "Delete Buy milk" }).click();
      await expectAccessible(page, "the question before deleting");
      await press(ann, "Escape");

      const other = await visits.another(ann);
      await other.signIn("ann");
      await other.task("Water the plants").check();
      await other.told("Water the plants: completed");
      await page.locator(".editor").getByLabel("Title").fill("Water the roses");
      await page.getByRole("button", { name: "Save" }).click();
      await ann.conflict().waitFor();
      await expectAccessible(page, "a conflict");
      await press(ann, "Escape");

      await page.route("**/api/v1/**", (route) => route.abort());
      await page.getByRole("radio", { name: "Open" }).check();
      await page.locator("#failure").waitFor();
      await ann.task("Buy milk").click();
      await page.locator("#notice").waitFor();
      await expectAccessible(page, "no server");
    });
});

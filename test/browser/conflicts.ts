import { expect } from "chai";
import { openLocalSite } from "./support/sites.js";
import type { Visitor } from "./support/visitor.js";
import { Visits } from "./support/visits.js";

describe("the web client, with one task in two tabs", () => {
  const visits = new Visits();
  let one: Visitor;
  let two: Visitor;

  beforeEach(async () => {
    one = await visits.visit(await visits.keep(openLocalSite()));
    await one.signUp("ann");
    await one.add("Buy milk", "Two litres");
    two = await visits.another(one);
    await two.signIn("ann");
    await two.task("Buy milk").waitFor();
  });
  afterEach(() => visits.end());

  const rename = async (tab: Visitor, title: string): Promise<void> => {
    const editor = await tab.edit("Buy milk");
    await editor.getByLabel("Title").fill(title);
    await editor.getByRole("button", { name: "Save" }).click();
  };
  const answer = (tab: Visitor, name: string): Promise<void> =>
    tab.conflict().getByRole("button", { name, exact: true }).click();

  const bothEdited = async (): Promise<void> => {
    await rename(one, "Buy oat milk");
    await one.task("Buy oat milk").waitFor();
    await rename(two, "Buy soy milk");
    await two.conflict().waitFor();
  };

  it("shows the other's version and overwrites nothing unasked", async () => {
    await bothEdited();
    const [theirs, mine] = [two.page.locator("#theirs-name"), two.page.locator("#mine-name")];
    expect(await theirs.textContent()).to.equal("Buy oat milk");
    expect(await mine.textContent()).to.equal("Buy soy milk");
    await one.page.reload();
    expect(await one.titles()).to.deep.equal(["Buy oat milk"]);
  });

  it("saves ann's own when she chooses it", async () => {
    await bothEdited();
    await answer(two, "Save mine");
    await two.task("Buy soy milk").waitFor();
    await one.page.reload();
    expect(await one.titles()).to.deep.equal(["Buy soy milk"]);
  });

  it("keeps the other's when she chooses that", async () => {
    await bothEdited();
    await answer(two, "Keep it as it is now");
    await two.task("Buy oat milk").waitFor();
    expect(await two.page.locator(".editor").count()).to.equal(0);
  });

  it("lets her go on editing, and then knows what she has seen", async () => {
    await bothEdited();
    await answer(two, "Go on editing");
    const title = two.page.locator(".editor").getByLabel("Title");
    expect(await title.inputValue()).to.equal("Buy soy milk");
    await title.fill("Buy soy milk or oat milk");
    await two.page.getByRole("button", { name: "Save" }).click();
    await two.task("Buy soy milk or oat milk").waitFor();
  });

  it("asks before it completes or deletes what has changed", async () => {
    await rename(one, "Buy oat milk");
    await one.task("Buy oat milk").waitFor();
    await two.task("Buy milk").click();
    await two.conflict().waitFor();
    await answer(two, "Keep it as it is now");
    await two.task("Buy oat milk").waitFor();
    expect(await two.task("Buy oat milk").isChecked()).to.equal(false);

    await one.task("Buy oat milk").check();
    await one.told("Buy oat milk: completed");
    await two.delete("Buy oat milk");
    await answer(two, "Delete it anyway");
    await two.told("Deleted");
    await one.page.reload();
    expect(await one.titles()).to.deep.equal([]);
  });

  it("asks nothing when the other tab has done the same", async () => {
    for (const tab of [one, two]) {
      await tab.task("Buy milk").check();
      await tab.told("Buy milk: completed");
    }
    expect(await two.conflict().isVisible()).to.equal(false);
  });

  it("says that a task is gone, and keeps what was typed into it", async () => {
    const editor = await two.edit("Buy milk");
    await editor.getByLabel("Title").fill("Buy soy milk");
    await one.delete("Buy milk");
    await one.told("Deleted");
    await editor.getByRole("button", { name: "Save" }).click();
    await two.page.getByText("This task was deleted in another window.").waitFor();
    expect(await two.page.getByLabel("New task").inputValue()).to.equal("Buy soy milk");
    expect(await two.titles()).to.deep.equal([]);
  });
});

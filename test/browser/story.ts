import { expect } from "chai";
import { caller } from "../support/api.js";
import { openBetterAuthSite, openLocalSite, type Site } from "./support/sites.js";
import type { Visitor } from "./support/visitor.js";
import { Visits } from "./support/visits.js";

const KINDS: readonly { readonly name: string; open(): Promise<Site> }[] = [
  { name: "Taskward's own accounts", open: () => openLocalSite() },
  { name: "a real Better Auth server", open: () => openBetterAuthSite() },
];

for (const { name, open } of KINDS)
  describe(`the web client, signing in with ${name}`, () => {
    const visits = new Visits();
    let site: Site;
    let ann: Visitor;

    beforeEach(async () => {
      site = await visits.keep(open());
      ann = await visits.visit(site);
      await ann.signUp("ann");
    });
    afterEach(() => visits.end());

    /** The API as ann's page calls it. */
    const api = async () => {
      const [request] = await Promise.all([ann.page.waitForRequest("**/api/v1/me"), ann.page.reload()]);
      return caller(site.api, request.headers()["authorization"]?.replace("Bearer ", ""));
    };

    it("lets ann add, complete, edit and delete tasks, and the server has it all", async () => {
      await ann.page.getByText("Nothing to do yet").first().waitFor();
      await ann.add("Buy milk", "Two litres");
      await ann.add("Water the plants");
      expect(await ann.titles()).to.deep.equal(["Water the plants", "Buy milk"]);

      await ann.task("Buy milk").check();
      await ann.told("Buy milk: completed");
      const editor = await ann.edit("Buy milk");
      await editor.getByLabel("Title").fill("Buy oat milk");
      await editor.getByLabel("Notes").fill("One litre");
      await editor.getByRole("button", { name: "Save" }).click();
      await ann.task("Buy oat milk").waitFor();
      await ann.delete("Water the plants");
      await ann.told("Deleted");

      const { body } = await (await api())("GET", "/api/v1/tasks");
      expect(body.data).to.have.length(1);
      expect(body.data[0]).to.include({ title: "Buy oat milk", description: "One litre", completed: true, version: 3 });
      expect(await ann.titles()).to.deep.equal(["Buy oat milk"]);
    });

    it("takes no answer for one to the question that is asked next, however fast that is", async () => {
      await ann.add("Buy milk");
      await ann.page.evaluate(`(async () => {
        const [button, dialog] = [document.querySelector(".delete"), document.querySelector("#deletion")];
        button.click();
        dialog.close();
        button.click();
        await new Promise((told) => dialog.addEventListener("close", told, { once: true }));
        dialog.querySelector("[value=delete]").click();
      })()`);
      await ann.told("Deleted");
      expect((await (await api())("GET", "/api/v1/tasks")).body.data).to.deep.equal([]);
    });

    it("finds, filters and goes on to the next page", async () => {
      const call = await api();
      for (let n = 1; n <= 45; n += 1)
        await call("POST", "/api/v1/tasks", { title: `Task ${n}`, completed: n % 9 === 0 });
      await ann.page.reload();
      expect(await ann.titles()).to.have.length(20);
      await ann.page.getByText("20 of 45 tasks").first().waitFor();
      for (const sum of ["40 of 45 tasks", "45 tasks"]) {
        await ann.page.getByRole("button", { name: "Show more" }).click();
        await ann.page.locator("#count", { hasText: new RegExp(`^${sum}$`) }).waitFor();
      }
      expect(await ann.titles()).to.deep.equal(Array.from({ length: 45 }, (_, n) => `Task ${45 - n}`));
      expect(await ann.page.getByRole("button", { name: "Show more" }).isVisible()).to.equal(false);

      await ann.page.getByRole("radio", { name: "Completed" }).check();
      await ann.page.locator("#count", { hasText: /^5 tasks$/ }).waitFor();
      await ann.page.getByLabel("Search your tasks").fill("task 4");
      await ann.page.locator("#count", { hasText: /^1 task$/ }).waitFor();
      expect(await ann.titles()).to.deep.equal(["Task 45"]);
      await ann.page.getByLabel("Search your tasks").fill("<b>");
      await ann.page.getByText("No task here has “<b>” in its title or notes.").waitFor();
    });

    it("never shows bob, in a browser of his own, anything of ann's", async () => {
      await ann.add("Ann's secret");
      const bob = await visits.visit(site);
      await bob.signUp("bob");
      await bob.page.getByText("Nothing to do yet").first().waitFor();
      await bob.add("Bob's own");
      await bob.page.getByLabel("Search your tasks").fill("secret");
      await bob.page.getByText("Nothing found").first().waitFor();
      await ann.page.reload();
      expect(await ann.titles()).to.deep.equal(["Ann's secret"]);
    });

    it("keeps ann signed in over a reload, until she signs out", async () => {
      await ann.add("Buy milk");
      await ann.page.reload();
      expect(await ann.titles()).to.deep.equal(["Buy milk"]);
      await ann.page.getByRole("button", { name: "Sign out" }).click();
      await ann.page.getByRole("heading", { name: "Sign in" }).waitFor();
      expect(await ann.page.content()).to.not.include("Buy milk");
      await ann.page.reload();
      await ann.page.getByRole("heading", { name: "Sign in" }).waitFor();
      await ann.signIn("ann");
      expect(await ann.titles()).to.deep.equal(["Buy milk"]);
    });

    it("says what is wrong, and keeps what was typed", async () => {
      await ann.page.getByLabel("New task").fill("x".repeat(201));
      await ann.page.getByRole("button", { name: "Add task" }).click();
      await ann.page.getByText("New task must have 1 to 200 characters").waitFor();
      expect(await ann.page.getByLabel("New task").inputValue()).to.have.length(201);
      expect(await ann.page.getByLabel("New task").getAttribute("aria-invalid")).to.equal("true");

      const bob = await visits.visit(site);
      await bob.fillIn("nobody");
      await bob.page.locator("#enter").click();
      await bob.page.locator("#entrance-fault").waitFor();
      expect(await bob.page.locator("#entrance-fault").textContent()).to.match(/password/i);
    });
  });

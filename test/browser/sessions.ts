import { jwt } from "better-auth/plugins/jwt";
import { expect } from "chai";
import { hs256, payloadOf } from "../support/forge-tokens.js";
import { SECRET } from "../support/token.js";
import { openBetterAuthSite, openLocalSite } from "./support/sites.js";
import type { Visitor } from "./support/visitor.js";
import { Visits } from "./support/visits.js";

const HOUR = 3600;
const anHourAgo = (): number => Math.floor(Date.now() / 1000) - HOUR;

describe("the web client, when a session ends", () => {
  const visits = new Visits();
  afterEach(() => visits.end());

  /** Makes the token of a local account one that has run out. */
  const expire = async (visitor: Visitor): Promise<void> => {
    const token = String(await visitor.page.evaluate("sessionStorage.getItem('taskward-token')"));
    const expired = hs256({ ...payloadOf(token), exp: anHourAgo() }, SECRET);
    await visitor.page.evaluate(`sessionStorage.setItem('taskward-token', '${expired}')`);
  };
  const sessionHasEnded = (visitor: Visitor): Promise<void> =>
    visitor.page.getByText("Your session has ended.").waitFor();

  it("leads back to sign-in with a word why, and goes on with what was typed", async () => {
    const ann = await visits.visit(await visits.keep(openLocalSite()));
    await ann.signUp("ann");
    await ann.add("Buy milk");
    const editor = await ann.edit("Buy milk");
    await editor.getByLabel("Title").fill("Buy oat milk");
    await ann.page.getByLabel("New task").fill("Water the plants");
    await expire(ann);
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await sessionHasEnded(ann);
    expect(await ann.task("Buy milk").isVisible()).to.equal(false);

    await ann.signIn("ann");
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await ann.task("Water the plants").waitFor();
    await editor.getByRole("button", { name: "Save" }).click();
    await ann.task("Buy oat milk").waitFor();
    expect(await ann.titles()).to.deep.equal(["Water the plants", "Buy oat milk"]);
  });

  it("puts a list that was not shown for it in its place, once ann is back", async () => {
    const ann = await visits.visit(await visits.keep(openLocalSite()));
    await ann.signUp("ann");
    await ann.add("Buy milk");
    await ann.add("Water the plants");
    await expire(ann);
    await ann.page.getByLabel("Search your tasks").fill("milk");
    await sessionHasEnded(ann);
    await ann.signIn("ann");
    await ann.page.locator("#count", { hasText: /^1 task$/ }).waitFor();
    expect(await ann.titles()).to.deep.equal(["Buy milk"]);
  });

  it("gives nothing of what ann has left to bob, when it is he who signs in", async () => {
    const ann = await visits.visit(await visits.keep(openLocalSite()));
    await ann.signUp("ann");
    await ann.add("Ann's secret");
    await ann.page.getByLabel("New task").fill("Ann's draft");
    await expire(ann);
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await sessionHasEnded(ann);
    await ann.signUp("bob");
    await ann.page.getByText("Nothing to do yet").first().waitFor();
    expect(await ann.page.getByLabel("New task").inputValue()).to.equal("");
    expect(await ann.page.content()).to.not.include("Ann's");
  });

  it("says so when the page is opened again later", async () => {
    const ann = await visits.visit(await visits.keep(openLocalSite()));
    await ann.signUp("ann");
    await expire(ann);
    await ann.page.reload();
    await sessionHasEnded(ann);
  });

  it("gets another token from Better Auth when one has run out, and nobody notices", async () => {
    const expiries = [anHourAgo()];
    const lifetime = {
      get expirationTime() {
        return expiries.shift() ?? "15m";
      },
    };
    const site = await visits.keep(openBetterAuthSite({ plugins: [jwt({ jwt: lifetime })] }));
    const ann = await visits.visit(site);
    const answers: number[] = [];
    ann.page.on("response", (response) => {
      if (response.url().includes("/api/v1/")) answers.push(response.status());
    });
    await ann.signUp("ann");
    await ann.add("Buy milk");
    expect(expiries).to.deep.equal([]);
    expect(answers).to.include(401).and.include(201);
  });

  it("ends in every tab when ann signs out of Better Auth in one", async () => {
    const site = await visits.keep(openBetterAuthSite());
    const ann = await visits.visit(site);
    await ann.signUp("ann");
    const tab = await visits.another(ann);
    await tab.board().waitFor();
    await tab.page.getByRole("button", { name: "Sign out" }).click();
    await tab.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await ann.page.reload();
    await ann.page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("lets no tab that shows ann's tasks act as bob, who has signed in to Better Auth in another", async () => {
    const site = await visits.keep(openBetterAuthSite());
    const ann = await visits.visit(site);
    await ann.signUp("ann");
    await ann.add("Ann's secret");

    const bob = await visits.another(ann);
    await bob.page.getByRole("button", { name: "Sign out" }).click();
    await bob.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await bob.signUp("bob");
    // The token in ann's tab is refused once, as it would be after 15 minutes; the cookie is bob's.
    const refusal = { status: 401, headers: { "Access-Control-Allow-Origin": site.url } };
    const json = { success: false, error: { code: "UNAUTHORIZED", message: "", request_id: "" } };
    await ann.page.route("**/api/v1/tasks", (route) => route.fulfill({ ...refusal, json }), { times: 1 });
    await ann.page.getByLabel("New task").fill("Ann's next");
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await sessionHasEnded(ann);
    await bob.page.reload();
    expect(await bob.titles()).to.deep.equal([]);
  });
});

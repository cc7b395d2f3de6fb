import { expect } from "chai";
import type { BrowserContext, Locator, Page } from "playwright-core";

export const PASSWORD = "correct horse battery";

/** Somebody in front of the page. */
export class Visitor {
  readonly page: Page;
  /** What must never happen: errors that nobody caught, and what the page's Content-Security-Policy forbids. */
  readonly #faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", ({ message }) => this.#faults.push(message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) this.#faults.push(message.text());
    });
  }

  /** Opens the page in a new tab. */
  static async open(context: BrowserContext, url: string): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  async signUp(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Create an account" }).click();
    await this.page.getByLabel("Name").fill(name);
    await this.fillIn(name);
    await this.page.locator("#enter").click();
    await this.board().waitFor();
  }

  async signIn(name: string): Promise<void> {
    await this.fillIn(name);
    await this.page.locator("#enter").click();
    await this.board().waitFor();
  }

  async fillIn(name: string): Promise<void> {
    await this.page.getByLabel("E-mail address").fill(`${name}@example.com`);
    await this.page.getByLabel("Password").fill(PASSWORD);
  }

  async add(title: string, notes = ""): Promise<void> {
    await this.page.getByLabel("New task").fill(title);
    if (notes !== "") await this.page.locator("#add").getByLabel("Notes").fill(notes);
    await this.page.getByRole("button", { name: "Add task" }).click();
    await this.task(title).first().waitFor();
  }

  /** Opens the editor of a task. */
  async edit(title: string): Promise<Locator> {
    await this.page.getByRole("button", { name: `Edit ${title}`, exact: true }).click();
    return this.page.locator(".editor");
  }

  async delete(title: string): Promise<void> {
    await this.page.getByRole("button", { name: `Delete ${title}`, exact: true }).click();
    await this.page.locator("#deletion").getByRole("button", { name: "Delete" }).click();
  }

  board(): Locator {
    return this.page.locator("#list[aria-busy=false]").locator("xpath=ancestor::section[not(@hidden)]");
  }

  /** The box that is ticked when a task is completed; its name is the title. */
  task(title: string): Locator {
    return this.page.getByRole("checkbox", { name: title, exact: true });
  }

  conflict(): Locator {
    return this.page.getByRole("dialog", { name: "Changed somewhere else" });
  }

  /** Waits until the page has told, without showing it. */
  async told(what: string): Promise<void> {
    await this.page.locator("#said", { hasText: what }).waitFor({ state: "attached" });
  }

  async titles(): Promise<readonly string[]> {
    await this.board().waitFor();
    return this.page.locator(".task .title").allTextContents();
  }

  expectNoFaults(): void {
    expect(this.#faults).to.deep.equal([]);
  }
}

import type { BrowserContextOptions } from "playwright-core";
import { newContext } from "./chromium.js";
import type { Site } from "./sites.js";
import { Visitor } from "./visitor.js";

/** What a test has opened, to be closed after it. */
export class Visits {
  readonly #closing: (() => Promise<unknown>)[] = [];
  readonly #visitors: Visitor[] = [];

  /** Keeps this until the test is over. */
  async keep<T extends { close(): Promise<unknown> }>(opening: Promise<T>): Promise<T> {
    const opened = await opening;
    this.#closing.unshift(() => opened.close());
    return opened;
  }

  /** Opens the page in a browser that has never been there. */
  async visit(site: Pick<Site, "url">, options?: BrowserContextOptions): Promise<Visitor> {
    const context = await this.keep(newContext(options));
    return this.#watched(Visitor.open(context, site.url));
  }

  /** Opens the page once more, in another tab of the same browser. */
  another(visitor: Visitor): Promise<Visitor> {
    return this.#watched(Visitor.open(visitor.page.context(), new URL("/", visitor.page.url()).href));
  }

  async #watched(opening: Promise<Visitor>): Promise<Visitor> {
    const visitor = await opening;
    this.#visitors.push(visitor);
    return visitor;
  }

  async end(): Promise<void> {
    for (const close of this.#closing.splice(0)) await close();
    for (const visitor of this.#visitors.splice(0)) visitor.expectNoFaults();
  }
}

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { embeddedDirectory } from "../support/embedded-directory.js";
import { newClone } from "./clone.js";
import { Terminal } from "./terminal.js";

const LISTENING = /Taskward is listening on (http:\/\/[\w.]+:\d+)/;
const URL_SHOWN = "http://127.0.0.1:8000";

const QUIETLY = { npm_config_audit: "false", npm_config_offline: "true", npm_config_update_notifier: "false" };

/** The same text with what is different here, which has to be in it. */
export const replaced = (text: string, shown: string, here: string): string => {
  expect(text).to.include(shown);
  return text.replaceAll(shown, here);
};

/** Somebody who pastes what a page shows, in a clone or beside it, and has a server in another terminal. */
export class Reader {
  readonly #clone: Terminal;
  readonly #app: Terminal;
  readonly #folder: string;
  #url = "";

  constructor(clone: string) {
    const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
    this.#folder = join(dirname(clone), "app");
    mkdirSync(this.#folder);
    this.#clone = new Terminal(clone, { ...QUIETLY, PATH });
    this.#app = new Terminal(this.#folder, { ...QUIETLY, PATH });
  }

  /** In a clone whose store has been made, for making one takes seconds; another test watches a server do it. */
  static async withClone(): Promise<Reader> {
    const clone = newClone();
    cpSync(await embeddedDirectory(), join(clone, ".taskward", "data"), { recursive: true });
    return new Reader(clone);
  }

  /** Where the server listens that was started last. */
  get url(): string {
    return this.#url;
  }

  /** Starts a server on a free port, and waits until it has said this. */
  async serve(session: string, what = LISTENING): Promise<string> {
    const said = await this.#clone.serve(session, what);
    this.#url = LISTENING.exec(said)?.[1] ?? "";
    return said;
  }

  /** Asks that server. */
  ask(session: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.#clone.paste(replaced(session, URL_SHOWN, this.#url), env);
  }

  /** Gives commands in the clone. */
  command(session: string): Promise<string> {
    return this.#clone.paste(session);
  }

  /** Gives commands in a folder beside the clone. */
  inOwnFolder(session: string): Promise<string> {
    return this.#app.paste(session);
  }

  /** Writes a file in that folder. */
  write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  /** Stops the server with Ctrl-C, if there is one. */
  leave(): Promise<void> {
    return this.#clone.interrupt();
  }
}

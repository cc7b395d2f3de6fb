// @ts-check
// The technology that the adapter is for, and nothing of tasks: values in JSON files of a directory, used by one process.
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@taskward/domain";

/** What goes wrong out there has to be said in the one word that the port has for it. */
const unavailable = (/** @type {unknown} */ cause) => {
  throw new DomainError("unavailable", "The files cannot be used", { cause });
};

export class JsonFiles {
  #directory;
  #isClosed = false;
  /** @type {Promise<unknown>} */
  #last;

  constructor(/** @type {string} */ directory) {
    this.#directory = directory;
    this.#last = mkdir(directory, { recursive: true });
    // Whoever takes the next step is told.
    this.#last.catch(() => {});
  }

  /**
   * Takes a step that is atomic, for it waits for the one before.
   * @template T @param {() => Promise<T>} step @returns {Promise<T>}
   */
  inTurn(step) {
    const outcome = this.#last.then(() => (this.#isClosed ? unavailable("closed") : step()), unavailable);
    this.#last = outcome.catch(() => {});
    return outcome;
  }

  /** Undefined: there is no such file. */
  async read(/** @type {string} */ name) {
    try {
      return JSON.parse(await readFile(join(this.#directory, name), "utf8"));
    } catch (error) {
      return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" ? undefined : unavailable(error);
    }
  }

  /** Whenever the process is killed, the file is the old one or the new one, never half of each. */
  async write(/** @type {string} */ name, /** @type {unknown} */ value) {
    const path = join(this.#directory, name);
    await writeFile(`${path}.new`, JSON.stringify(value)).catch(unavailable);
    await rename(`${path}.new`, path).catch(unavailable);
  }

  names() {
    return readdir(this.#directory).catch(unavailable);
  }

  async close() {
    this.#isClosed = true;
    await this.#last;
  }
}

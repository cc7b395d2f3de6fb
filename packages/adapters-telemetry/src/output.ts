import { writeSync } from "node:fs";

/** What a pipe takes in one piece (PIPE_BUF): lines of several processes on one pipe never get mixed. */
const CHUNK = 4_096;
/** Characters that may wait for a reader who is slow. */
const LIMIT = 2_097_152;
/** Milliseconds until it is tried again: soon, for most readers are only busy, and then less and less often. */
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 50;

export interface OutputOptions {
  /** As `writeSync` of node:fs. */
  readonly write?: (fd: number, bytes: Uint8Array) => number;
  /** Milliseconds that closing may take. */
  readonly patience?: number;
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;
const linesIn = (chunk: string): number => chunk.split("\n").length - 1;

/**
 * Writes lines to a file descriptor, those of one turn of the event loop together. Nobody waits for a reader: what does
 * not get through is tried again, what exceeds two megabytes is dropped and counted, and when the reader has gone
 * everything is. The descriptor should be non-blocking where it is a pipe, as Node makes its own standard output.
 *
 * Not asynchronous writes: they occupy a thread each, and a process cannot end while one of its threads waits.
 */
export class Output {
  readonly #fd: number;
  readonly #write: (fd: number, bytes: Uint8Array) => number;
  readonly #patience: number;
  readonly #chunks: string[] = [];
  /** Bytes in the last chunk. */
  #filled = 0;
  /** The rest of a chunk of which a part got through. */
  #rest: Uint8Array | null = null;
  #waiting = 0;
  #dropped = 0;
  #scheduled = false;
  #retry: NodeJS.Timeout | null = null;
  #pause = FIRST_PAUSE;
  #gone = false;
  readonly #atExit = (): void => this.flush();

  constructor(fd: number, { write = writeSync, patience = 1_000 }: OutputOptions = {}) {
    this.#fd = fd;
    this.#write = write;
    this.#patience = patience;
    process.on("exit", this.#atExit);
  }

  /** Lines that were lost so far. */
  get dropped(): number {
    return this.#dropped;
  }

  write(line: string): void {
    if (this.#gone || this.#waiting + line.length > LIMIT) {
      this.#dropped++;
      return;
    }
    this.#append(line);
    if (this.#scheduled || this.#retry) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  #append(line: string): void {
    const bytes = Buffer.byteLength(line);
    const last = this.#chunks.length - 1;
    const fits = last >= 0 && this.#filled + bytes <= CHUNK;
    if (fits) this.#chunks[last] += line;
    else this.#chunks.push(line);
    this.#filled = fits ? this.#filled + bytes : bytes;
    this.#waiting += line.length;
  }

  /** Writes as much as gets through now, and the rest later. */
  flush(): void {
    this.#scheduled = false;
    for (let chunk = this.#rest ?? this.#next(); chunk !== null; chunk = this.#rest ?? this.#next())
      if (!this.#send(chunk)) {
        this.#tryAgain();
        return;
      }
  }

  #tryAgain(): void {
    this.#retry ??= setTimeout(() => {
      this.#retry = null;
      this.flush();
    }, this.#pause).unref();
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
  }

  #next(): Uint8Array | null {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return null;
    this.#waiting -= chunk.length;
    return Buffer.from(chunk);
  }

  /** Whether more may be sent at once. */
  #send(chunk: Uint8Array): boolean {
    try {
      const written = this.#write(this.#fd, chunk);
      this.#rest = written < chunk.length ? chunk.subarray(written) : null;
      this.#pause = FIRST_PAUSE;
      return true;
    } catch (error) {
      if (codeOf(error) === "EAGAIN") {
        this.#rest = chunk;
        return false;
      }
      this.#lose(chunk, codeOf(error) === "EPIPE");
      return true;
    }
  }

  /** A full disk may have room again later; a reader who has gone does not come back. */
  #lose(chunk: Uint8Array, forEver: boolean): void {
    this.#rest = null;
    this.#gone = forEver;
    const lost = [Buffer.from(chunk).toString(), ...(forEver ? this.#chunks.splice(0) : [])];
    this.#dropped += lost.reduce((sum, text) => sum + linesIn(text), 0);
    if (forEver) this.#waiting = 0;
  }

  /** Resolves when everything is written, or after its patience. The end of the process then waits for nothing any more. */
  async close(): Promise<void> {
    const last = performance.now() + this.#patience;
    for (this.flush(); this.#waiting > 0 || this.#rest !== null; this.flush()) {
      if (performance.now() > last) break;
      await new Promise((resolve) => setTimeout(resolve, LONGEST_PAUSE));
    }
    process.off("exit", this.#atExit);
  }
}

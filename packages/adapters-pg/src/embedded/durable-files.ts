import { fsyncSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type Options = Parameters<NodeFS["init"]>[1];

interface NodeFiles {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
}

const IS_WINDOWS = process.platform === "win32";

const toDisk = (file: number): number => {
  try {
    fsyncSync(file);
  } catch (error) {
    // Windows flushes no directory, and needs none flushed.
    if (!(IS_WINDOWS && error instanceof Error && "code" in error && error.code === "EPERM")) throw error;
  }
  return 0;
};

/**
 * PGlite's files, with an fsync that does what it says: PGlite's own does nothing, so that what PostgreSQL acknowledged
 * would outlive the process, but not a power cut.
 */
export class DurableFiles extends NodeFS {
  override async init(engine: PGlite, options: Options): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(engine, options);
    const preRun = [...(emscriptenOpts.preRun ?? [])];
    preRun.push(({ NODEFS }) => {
      (NODEFS as unknown as NodeFiles).stream_ops.fsync = ({ nfd }) => toDisk(nfd);
    });
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkModules } from "../gates/tree-copy.js";

/** A copy of the built tree in a directory of its own, to run what is wrong on purpose. */
export class BuiltCopy {
  readonly path: string;

  constructor(root: string) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), "taskward-mutants-")));
    for (const name of readdirSync(join(root, "packages")))
      for (const part of ["package.json", "dist/src"])
        cpSync(join(root, "packages", name, part), join(this.path, "packages", name, part), { recursive: true });
    for (const part of ["package.json", "test/dist/mutation"])
      cpSync(join(root, part), join(this.path, part), { recursive: true });
    linkModules(root, this.path);
  }

  /** Does something while a file is different. */
  async with<T>(path: string, text: string, work: () => Promise<T>): Promise<T> {
    const file = join(this.path, path);
    const before = readFileSync(file);
    writeFileSync(file, text);
    try {
      return await work();
    } finally {
      writeFileSync(file, before);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const LEFT_OUT = new Set(["node_modules", "dist", ".git", ".taskward", "docs"]);

const link = (target: string, path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
};

/** The installed packages, but the workspace's own as they are in the copy. */
export const linkModules = (root: string, copy: string): void => {
  for (const { name } of readdirSync(join(root, "node_modules"), { withFileTypes: true }).filter((e) =>
    e.isDirectory(),
  ))
    if (name !== "@taskward") link(join(root, "node_modules", name), join(copy, "node_modules", name));
  for (const folder of readdirSync(join(copy, "packages")))
    link(join(copy, "packages", folder), join(copy, "node_modules/@taskward", folder));
};

/** A copy of the sources in a directory of its own, where the gates can be tried without harm. */
export class TreeCopy {
  readonly path: string;

  constructor(root: string) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), "taskward-gates-")));
    cpSync(root, this.path, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    linkModules(root, this.path);
  }

  plant(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

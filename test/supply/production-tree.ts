import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

type Manifest = { readonly workspaces?: readonly string[]; readonly private?: boolean };
type Locked = Manifest & { readonly dev?: boolean; readonly devOptional?: boolean; readonly resolved?: string };

const FOR_TESTS = ["devDependencies", "peerDependencies", "peerDependenciesMeta", "overrides"];

const delivered = (manifest: object): object =>
  Object.fromEntries(Object.entries(manifest).filter(([field]) => !FOR_TESTS.includes(field)));

/** The manifests and the lockfile as if there were no tests, in a directory of their own. */
export class ProductionTree {
  readonly #home = mkdtempSync(join(tmpdir(), "taskward-production-"));
  /** npm names what it describes after the directory. */
  readonly path = join(this.#home, "taskward");

  constructor(root: string) {
    const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), "utf8")) as T;
    const write = (path: string, value: object): void => {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), JSON.stringify(value));
    };
    const manifest = read<Manifest>("package.json");
    const workspaces = (manifest.workspaces ?? []).filter((path) => !read<Manifest>(`${path}/package.json`).private);
    write("package.json", { ...delivered(manifest), workspaces });
    for (const path of workspaces) write(`${path}/package.json`, delivered(read<Manifest>(`${path}/package.json`)));

    const lock = read<{ packages: Record<string, Locked> }>("package-lock.json");
    const inProduction = ([path, { dev, devOptional, resolved }]: readonly [string, Locked]): boolean =>
      !dev && !devOptional && [path, resolved].every((at) => !at?.startsWith("packages/") || workspaces.includes(at));
    const packages = Object.entries(lock.packages)
      .filter(inProduction)
      .map(([path, locked]) => [path, delivered(path === "" ? { ...locked, workspaces } : locked)]);
    write("package-lock.json", { ...lock, packages: Object.fromEntries(packages) });
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npmFile } from "../support/npm-file.js";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package that is published. */
export interface Package extends PackageManifest {
  /** Below `packages`. */
  readonly folder: string;
}

const readManifest = (...path: readonly string[]): PackageManifest =>
  JSON.parse(readFileSync(join(ROOT, ...path, "package.json"), "utf8"));

export const ROOT_MANIFEST = readManifest();

export const PACKAGES: readonly Package[] = (ROOT_MANIFEST as PackageManifest & { workspaces: string[] }).workspaces
  .map((path) => ({ ...readManifest(path), folder: path.replace("packages/", "") }))
  .filter((manifest) => manifest.private !== true);

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody's folder outside the repository, into which the packed packages are installed. */
export class Consumer {
  readonly #home = mkdtempSync(join(tmpdir(), "taskward-consumer-"));
  readonly directory = join(this.#home, "app");
  readonly #tarballs = new Map<string, string>();

  /** Runs a program of Node's in the folder, to its end. */
  run(file: string, args: readonly string[], { input = "", cwd = this.directory } = {}): Promise<Outcome> {
    return new Promise((resolve) => {
      const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  }

  /** What npm prints. Rejects when it fails. */
  async npm(args: readonly string[], cwd = this.directory): Promise<string> {
    const { code, stdout, stderr } = await this.run(npmFile(), args, { cwd });
    if (code !== 0) throw new Error(`npm ${args.join(" ")}\n${stdout}${stderr}`);
    return stdout;
  }

  async pack(): Promise<void> {
    const names = PACKAGES.flatMap(({ name }) => ["--workspace", name]);
    const said = await this.npm(["pack", "--json", "--pack-destination", this.#home, ...names], ROOT);
    const packed = Object.values(JSON.parse(said) as Record<string, { name: string; filename: string }>);
    for (const { name, filename } of packed) this.#tarballs.set(name, join(this.#home, filename));
  }

  /** The bytes of a packed package. */
  tarball(name: string): Uint8Array {
    return readFileSync(this.#tarballs.get(name) ?? name);
  }

  /** Installs what a user of the library names, and nothing else. */
  async install(): Promise<void> {
    mkdirSync(this.directory);
    const files = Object.fromEntries([...this.#tarballs].map(([name, path]) => [name, `file:${path}`]));
    const { taskward, ...overrides } = files;
    this.write(
      "package.json",
      JSON.stringify({ private: true, type: "module", dependencies: { taskward }, overrides }),
    );
    await this.npm(["install", ...QUICKLY]);
  }

  /** Installs packages besides, at the versions that the repository has. */
  async add(...names: readonly string[]): Promise<void> {
    const versions = names.map((name) => `${name}@${ROOT_MANIFEST.devDependencies?.[name]}`);
    await this.npm(["install", ...QUICKLY, ...versions]);
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.directory, path), text);
  }

  copy(path: string, to: string): void {
    cpSync(join(ROOT, path), join(this.directory, to), { recursive: true });
  }

  path(...path: readonly string[]): string {
    return join(this.directory, ...path);
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

const QUICKLY = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];

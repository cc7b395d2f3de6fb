import type { SourceTree } from "./source-tree.js";

/** What a `package.json` says that the rules ask about. */
export interface Manifest {
  /** The folder below `packages`; null for the root. */
  readonly folder: string | null;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly peerDependencies: readonly string[];
  readonly workspaces: readonly string[];
}

type Fields = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

const parseManifest = (folder: string | null, text: string): Manifest => {
  const fields = JSON.parse(text) as Fields & { readonly name: string; readonly workspaces?: string[] };
  const names = (field: string): string[] => Object.keys(fields[field] ?? {});
  return {
    folder,
    name: fields.name,
    dependencies: [...names("dependencies"), ...names("optionalDependencies")],
    devDependencies: names("devDependencies"),
    peerDependencies: names("peerDependencies"),
    workspaces: fields.workspaces ?? [],
  };
};

const MANIFEST = /^(?:packages\/([^/]+)\/)?package\.json$/;

/** The root's manifest and every package's. */
export const manifestsOf = (tree: SourceTree): readonly Manifest[] =>
  [...tree].flatMap(([path, text]) => {
    const found = MANIFEST.exec(path);
    return found ? [parseManifest(found[1] ?? null, text)] : [];
  });

/** What an example names that has a manifest of its own, to be copied with it. */
export const namedByExample = (tree: SourceTree, path: string): readonly string[] => {
  const folder = /^examples\/[^/]+\//.exec(path)?.[0];
  const text = folder === undefined ? undefined : tree.get(`${folder}package.json`);
  return text === undefined ? [] : parseManifest(null, text).dependencies;
};

/** The names of the packages that the project is made of. */
export const ownNames = (manifests: readonly Manifest[]): ReadonlySet<string> =>
  new Set(manifests.filter(({ folder }) => folder !== null).map(({ name }) => name));

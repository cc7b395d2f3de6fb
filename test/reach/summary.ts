import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

interface Share {
  readonly total: number;
  readonly covered: number;
}

/** What c8 says of each file, by its path. */
type Report = Readonly<Record<string, { readonly lines: Share; readonly branches: Share }>>;

/** What tests reach of one package, in percent. */
export interface Reached {
  readonly name: string;
  readonly lines: number;
  readonly branches: number;
  /** Files with code in them that nothing has ever loaded. */
  readonly unloaded: readonly string[];
}

/** In percent, of lines and of branches; what decides more is held to more. */
const BOUNDS: Readonly<Record<string, number>> = {
  domain: 95,
  application: 95,
  "adapters-auth": 95,
  "adapters-memory": 95,
};
const BOUND = 90;

/** The tests' own server is no product. */
const isProduct = (name: string): boolean => name !== "testing";

const percent = (shares: readonly Share[]): number => {
  const sum = (field: keyof Share): number => shares.reduce((all, share) => all + share[field], 0);
  return (100 * sum("covered")) / sum("total");
};

/** Sources of which the compiler leaves something to run; a port leaves nothing. */
const runnable = (root: string, name: string): readonly string[] =>
  readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^contracts\b/.test(file))
    .filter((file) => {
      const built = readFileSync(join(root, "packages", name, "dist/src", file.replace(/\.ts$/, ".js")), "utf8");
      return !/^(import [^\n]*\n|export [^\n]* from [^\n]*\n)*(export \{\};\n)?(\/\/#.*)?$/.test(built);
    });

/** What the tests reach of each package. */
export const summaryOf = (root: string, report: Report): readonly Reached[] => {
  const files = new Map(
    Object.entries(report).map(([path, file]) => [relative(root, path).replaceAll("\\", "/"), file]),
  );
  return readdirSync(join(root, "packages"))
    .filter(isProduct)
    .map((name) => {
      const own = [...files].filter(([path]) => path.startsWith(`packages/${name}/src/`)).map(([, file]) => file);
      const unloaded = runnable(root, name)
        .map((file) => `packages/${name}/src/${file.replaceAll("\\", "/")}`)
        .filter((path) => !files.has(path));
      const [lines, branches] = [own.map((file) => file.lines), own.map((file) => file.branches)];
      return { name, lines: percent(lines), branches: percent(branches), unloaded };
    });
};

/** One sentence for each bound that is not reached; of nothing measured, too. */
export const shortfallsOf = (reached: readonly Reached[]): readonly string[] =>
  reached.flatMap(({ name, lines, branches, unloaded }) => {
    const bound = BOUNDS[name] ?? BOUND;
    return [
      ...unloaded.map((path) => `${path} is loaded by no test`),
      ...(lines >= bound ? [] : [`${name}: ${lines.toFixed(2)} % of lines, not ${bound} %`]),
      ...(branches >= bound ? [] : [`${name}: ${branches.toFixed(2)} % of branches, not ${bound} %`]),
    ];
  });

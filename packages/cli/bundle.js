// Puts all that the command loads, ours and other packages', into dist/bundle: some thirty files where there are more than
// a thousand, with which it starts in two thirds of the time. `npm run build` does it after the compiler.
import { readFileSync, renameSync, rmSync } from "node:fs";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const PACKAGES = fileURLToPath(new URL("..", import.meta.url));
const MAIN = fileURLToPath(new URL("dist/src/main.js", import.meta.url));
const BUNDLE = fileURLToPath(new URL("dist/bundle", import.meta.url));
const UNFINISHED = `${BUNDLE}.unfinished`;

/** Packages that are not code alone: programs for this system, and WebAssembly that lies beside it. */
const NOT_CODE = [/^@node-rs\/argon2/, /^@electric-sql\/pglite/];

/** What knex and pg would load if it were there: the drivers of other databases, and one written in C. */
const NOT_INSTALLED = [
  /^(better-sqlite3|mariadb\/callback|mysql2?|oracledb|pg-query-stream|sqlite3|tedious)$/,
  /^pg-native$/,
];

const isOurs = (path) => path.startsWith(PACKAGES) && path.includes(`${sep}dist${sep}src${sep}`);

/** Modules of ours find what lies beside them where they were, not in the bundle; and come with their maps to TypeScript. */
const inPlace = {
  name: "in-place",
  load(path) {
    if (!isOurs(path)) return null;
    const place = relative(UNFINISHED, path).replaceAll(sep, "/");
    const code = readFileSync(path, "utf8").replaceAll(
      "import.meta.url",
      `new URL(${JSON.stringify(place)}, import.meta.url).href`,
    );
    return { code, map: readFileSync(`${path}.map`, "utf8") };
  },
};

/** A warning fails the build; but depd, of Koa's, is known to make its functions with `eval`. */
const refuse = (level, log) => {
  if (level === "warn" && !(log.code === "EVAL" && /\/depd\//.test(log.id ?? ""))) throw new Error(log.message);
};

for (const path of [BUNDLE, UNFINISHED]) rmSync(path, { recursive: true, force: true });
const program = await rolldown({
  input: { main: MAIN },
  platform: "node",
  external: [...NOT_CODE, ...NOT_INSTALLED],
  plugins: [inPlace],
  onLog: refuse,
});
// Names are kept, for errors, logs and Inversify's messages tell them; comments but for licences only take time to read.
const comments = { legal: true, annotation: false, jsdoc: false };
await program.write({ dir: UNFINISHED, keepNames: true, comments, sourcemap: true });
await program.close();
// All of it or nothing: without it `bin` runs the files it is made of.
renameSync(UNFINISHED, BUNDLE);

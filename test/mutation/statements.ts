import { readdirSync } from "node:fs";
import { NEWEST_FIRST, SORT_KEYS, type TaskFilter, type TaskQuery, type UserId } from "@taskward/domain";

/** A statement of adapters-pg, which is an object like any other: whoever writes to it changes what is sent. */
export interface AnyStatement {
  name: string;
  sql: string;
}

type Make = (owner: UserId, query: TaskQuery) => { readonly statement: AnyStatement };

const HOME = new URL("../../../packages/adapters-pg/dist/src/", import.meta.url);
const BOTH = [undefined, true];

const filters: readonly TaskFilter[] = BOTH.flatMap((completed) =>
  BOTH.map((search) => ({ ...(completed && { completed }), ...(search && { search: "milk" }) })),
);

/** A query for each variant of a statement that is made when it is first asked for. */
const queries: readonly TaskQuery[] = filters.flatMap((filter) =>
  SORT_KEYS.flatMap((key) =>
    [true, false].flatMap((descending) =>
      [{}, { after: { key: "", id: 1 } as NonNullable<TaskQuery["after"]> }].map((after) => ({
        ...NEWEST_FIRST,
        ...filter,
        ...after,
        order: { key, descending },
        limit: 1,
      })),
    ),
  ),
);

const isStatement = (value: unknown): value is AnyStatement =>
  typeof value === "object" && value !== null && "sql" in value && "name" in value;

// These give statements on demand; any other function there only helps to make some.
const made = (exported: Readonly<Record<string, unknown>>): AnyStatement[] =>
  [exported["list"], exported["count"]]
    .filter((make): make is Make => typeof make === "function")
    .flatMap((make) => queries.map((query) => make("ann" as UserId, query).statement));

/** Without the prefix, and without the hash of its text. */
const shortName = ({ name }: AnyStatement): string => name.replace(/^taskward_/, "").replace(/_[0-9a-f]{8}$/, "");

/** Every statement that the files of statements hold, by its short name. */
export const allStatements = async (): Promise<ReadonlyMap<string, AnyStatement>> => {
  const files = readdirSync(HOME).filter((file) => file.endsWith("statements.js"));
  const modules = await Promise.all(files.map((file) => import(new URL(file, HOME).href)));
  const statements = modules.flatMap((exported: Readonly<Record<string, unknown>>) => [
    ...Object.values(exported).filter(isStatement),
    ...made(exported),
  ]);
  return new Map(statements.map((statement) => [shortName(statement), statement]));
};

import { eachReplaced, type Mutant } from "./mutant.js";
import { type AnyStatement, allStatements } from "./statements.js";

/** How an owner, or whoever a statement is about, is told from all others; and a condition that is always true instead. */
const PREDICATES: readonly (readonly [RegExp, string])[] = [
  [/"(?:user_id|id)" = \$1(?!\d)/g, "$1::text is not null"],
  [/"users"\."email" = \$1(?!\d)/g, "$1::text is not null"],
  [/"credentials"\."user_id" = "users"\."id"/g, "true"],
  [/users\.id = archived\.id/g, "true"],
  [/id in \(select id from [\s\S]*\)$/g, "$1::json is not null"],
  [/id = any\(\$1::bigint\[\]\)/g, "$1::bigint[] is not null"],
];

/** Statements that look for nobody, and why. A statement that is neither here nor has a predicate stops the run. */
const WITHOUT: Readonly<Record<string, string>> = {
  add: "writes the owner, looks for nothing",
  insert_user: "writes a user, looks for nothing",
  insert_new_user: "writes a user, looks for nothing",
  insert_credential: "writes the owner, looks for nothing",
  mark_erased: "writes an id, looks for nothing",
  lock_user: "locks an id, touches no row",
  lock_users: "locks ids, touches no row",
  list_users: "shows an administrator everybody",
  restore_users: "writes users, looks for nothing",
  restore_credentials: "writes owners, looks for nothing",
  restore_tasks: "writes owners, looks for nothing",
  hold_tasks: "locks the table",
  raise_ids: "moves the sequence",
};

interface SqlMutant extends Mutant {
  readonly statement: string;
  readonly sql: string;
}

const mutantsOf = (name: string, { sql }: AnyStatement): SqlMutant[] =>
  PREDICATES.flatMap(([pattern, truth]) => eachReplaced(sql, pattern, truth)).map(({ removed, text }, n) => ({
    name: `${name}#${n}`,
    statement: name,
    sql: text,
    removed,
    suite: "pg-suite.js",
    environment: { SQL_MUTANT: `${name}#${n}` },
    first: /^(list|count)_(?!users)|^count/.test(name)
      ? " isolation "
      : "isolation|administration|erasure|credential|archive",
  }));

/** Each owner predicate of each statement, taken away. */
export const sqlMutants = async (): Promise<readonly SqlMutant[]> => {
  const statements = await allStatements();
  return [...statements].flatMap(([name, statement]) => {
    const mutants = mutantsOf(name, statement);
    if ((mutants.length === 0) !== name in WITHOUT)
      throw new Error(`${name}: say where its owner predicate is, or why it has none: ${statement.sql}`);
    return mutants;
  });
};

/** Makes every statement of this process that of the mutant. */
export const becomeMutant = async (name: string): Promise<void> => {
  const mutant = (await sqlMutants()).find((one) => one.name === name);
  const statement = mutant && (await allStatements()).get(mutant.statement);
  if (!statement) throw new Error(`There is no mutant ${name}`);
  Object.assign(statement, { sql: mutant.sql, name: `${statement.name}_mutant` });
};

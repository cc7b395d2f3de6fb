import type { Credential } from "@taskward/application";
import { $, compiled, SOME, sql, written } from "./compiled.js";
import { readUser, USER_COLUMNS } from "./row.js";

const user = () => sql("users").where("id", $(1));

/** id */
export const FIND = compiled("find_user", user().select(USER_COLUMNS), { reads: true, read: readUser });

/** after, limit. By code point, whatever the database's locale. */
export const LIST = compiled(
  "list_users",
  sql("users").whereRaw('id collate "C" > $1').select(USER_COLUMNS).orderByRaw('id collate "C"').limit(SOME),
  { reads: true, limit: 2, read: readUser },
);

/** id, disabled at */
export const SHUT = compiled(
  "shut_user",
  user()
    .update({ disabled_at: $(2, "timestamptz") })
    .returning(USER_COLUMNS),
  { read: readUser },
);

/** A lock of an id, which others who ask for it wait for until the transaction ends. */
export const USER_LOCK = (id: string): string => `pg_advisory_xact_lock(hashtextextended(${id}, 20260131))`;

/** Takes the lock of an id until the transaction ends: who makes, erases or looks for an erased user of this id waits. */
export const LOCK = written("lock_user", `select ${USER_LOCK("$1")}`);

/** id */
export const FIND_ERASED = compiled<readonly [id: string]>(
  "find_erased_user",
  sql("erased_users").where("id", $(1)).select("id"),
  { reads: true },
);

const inserted = () => sql("users").insert({ id: $(1), email: $(2), name: $(3), created_at: $(4) });

/** id, email, name, at */
export const INSERT = compiled("insert_user", inserted().returning(USER_COLUMNS), { read: readUser });

/** id, email, name, at → nothing when somebody has the id or the e-mail. */
export const INSERT_NEW = compiled("insert_new_user", inserted().onConflict().ignore().returning(USER_COLUMNS), {
  read: readUser,
});

/** id, at */
export const MARK_ERASED = compiled("mark_erased", sql("erased_users").insert({ id: $(1), erased_at: $(2) }));

/** id */
export const DELETE = compiled<readonly [id: string]>("delete_user", user().delete().returning("id"));

/** id, hash, at */
export const INSERT_CREDENTIAL = compiled(
  "insert_credential",
  sql("credentials").insert({ user_id: $(1), password_hash: $(2), updated_at: $(3) }),
);

/** e-mail */
export const FIND_CREDENTIAL = compiled<Credential>(
  "find_credential",
  sql("users")
    .join("credentials", "credentials.user_id", "users.id")
    .where("users.email", $(1))
    .select(...USER_COLUMNS.map((column) => `users.${column}`), "credentials.password_hash"),
  { reads: true, read: (row, values) => ({ user: readUser(row, values), hash: row.text() }) },
);

/** id, old hash, new hash */
export const REPLACE_HASH = compiled(
  "replace_hash",
  sql("credentials")
    .where({ user_id: $(1), password_hash: $(2) })
    .update({ password_hash: $(3), updated_at: sql.fn.now() }),
);

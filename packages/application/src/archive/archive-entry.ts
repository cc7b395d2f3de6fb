import type { Task } from "@taskward/domain";
import type { ArchivedUser } from "../ports/archive.js";

/** One thing that an export holds. A user comes before their tasks. */
export type ArchiveEntry = ({ readonly kind: "user" } & ArchivedUser) | { readonly kind: "task"; readonly task: Task };

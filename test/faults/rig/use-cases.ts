import {
  type ArchiveEntry,
  authenticate,
  completeTask,
  createTask,
  createUser,
  deleteTask,
  disableUser,
  editTask,
  enableUser,
  eraseUser,
  exportArchive,
  findUser,
  getTask,
  importArchive,
  listTasks,
  listUsers,
  type PasswordHasher,
  replaceTask,
  type Storage,
  signIn,
  signUp,
} from "@taskward/application";
import { NEWEST_FIRST, type Task, type TaskId, timestamp, type User, type UserId, userId } from "@taskward/domain";

/** A user with a local account and one task, whom a use case is tried on; or with nothing yet, for those that make one. */
export interface Subject {
  readonly id: UserId;
  readonly email: string;
  readonly task: TaskId;
}

/** Something that Taskward does for somebody. */
export interface UseCase {
  readonly name: string;
  /** Whether there is nothing of its user before. */
  readonly fresh?: true;
  run(subject: Subject): Promise<unknown>;
  /** A condition in SQL that holds when it was done whole, of the user `$id`; absent for what changes nothing. */
  readonly done?: string;
}

const PASSWORD = "correct horse battery";
const MOMENT = timestamp(Date.UTC(2026, 0, 31, 12));
const clock = { now: () => MOMENT };

const hasher: PasswordHasher = {
  hash: async (password) => `$argon2id$v=19$m=1,t=1,p=1$${Buffer.from(password).toString("base64url")}$a`,
  verify: async (hash, password) => hash?.includes(Buffer.from(password).toString("base64url")) ?? false,
  isOutdated: () => false,
};

const nothing = async (): Promise<void> => {};
const limit = { take: nothing, attempt: nothing, succeeded: nothing, release: nothing };
const tokens = { issue: () => ({ token: "", expiresAt: MOMENT }) };
const policy = { min: 8, max: 128, isCommon: () => false };

const all = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
};

const archived = async function* ({ id, email, task: number }: Subject): AsyncGenerator<ArchiveEntry> {
  const user: User = { id, email, name: null, createdAt: MOMENT, disabledAt: null };
  const times = { createdAt: MOMENT, updatedAt: MOMENT, completedAt: null };
  const task: Task = { id: number, owner: id, title: "old", description: "", ...times, version: 1 };
  yield { kind: "user", user, hash: await hasher.hash(PASSWORD) };
  yield { kind: "task", task };
};

/** Makes what a use case finds. */
export const prepare = async (storage: Storage, { id, email }: Omit<Subject, "task">): Promise<TaskId> => {
  await storage.credentials.register({ id, email, name: null }, await hasher.hash(PASSWORD), MOMENT);
  return (await storage.tasks.add(id, { title: "old", description: "", completed: false }, MOMENT)).id;
};

const USER = "exists (select from users where id = $id)";
const ACCOUNT = `${USER} and exists (select from credentials where user_id = $id)`;
const task = (condition: string): string => `exists (select from tasks where user_id = $id and ${condition})`;

const accounts = ({ users, credentials }: Storage): readonly UseCase[] => {
  const passwords = { credentials, hasher, tokens, policy };
  const making = (id: UserId) => ({ ...passwords, limit, clock, ids: { newUserId: () => id } });
  const verifier = { verify: (token: string) => ({ id: userId(token), email: null, name: null, expiresAt: Infinity }) };
  return [
    { name: "authenticate", fresh: true, run: ({ id }) => authenticate(verifier, users, clock)(id), done: USER },
    {
      name: "sign up",
      fresh: true,
      run: ({ id, email }) => signUp(making(id))({ email, password: PASSWORD }, "here"),
      done: ACCOUNT,
    },
    { name: "sign in", run: ({ id, email }) => signIn(making(id))({ email, password: PASSWORD }, "here") },
    {
      name: "create a user",
      fresh: true,
      run: ({ id }) => createUser({ ...making(id), users, passwords })({ id }),
      done: USER,
    },
    {
      name: "create a user with a password",
      fresh: true,
      run: ({ id, email }) => createUser({ ...making(id), users, passwords })({ id, email, password: PASSWORD }),
      done: ACCOUNT,
    },
    { name: "find a user", run: ({ id }) => findUser(users)(id) },
    { name: "list users", run: () => all(listUsers(users)()) },
    {
      name: "disable a user",
      run: ({ id }) => disableUser(users, clock)(id),
      done: "exists (select from users where id = $id and disabled_at is not null)",
    },
    { name: "enable a user", run: ({ id }) => enableUser(users)(id) },
    {
      name: "erase a user",
      run: ({ id }) => eraseUser(users, clock)(id),
      done: `not ${USER} and not ${task("true")} and exists (select from erased_users where id = $id)`,
    },
  ];
};

const ofTasks = ({ tasks }: Storage): readonly UseCase[] => [
  {
    name: "create a task",
    run: ({ id }) => createTask(tasks, clock)(id, { title: "new" }),
    done: task("title = 'new'"),
  },
  { name: "list tasks", run: ({ id }) => listTasks(tasks)(id, { order: NEWEST_FIRST, limit: 10 }, true) },
  { name: "get a task", run: ({ id, task }) => getTask(tasks)(id, task) },
  {
    name: "replace a task",
    run: (s) => replaceTask(tasks, clock)(s.id, s.task, { title: "new" }),
    done: task("title = 'new' and version = 2"),
  },
  {
    name: "edit a task",
    run: (s) => editTask(tasks, clock)(s.id, s.task, { title: "new" }),
    done: task("title = 'new' and version = 2"),
  },
  {
    name: "complete a task",
    run: (s) => completeTask(tasks, clock)(s.id, s.task, "toggle"),
    done: task("completed and version = 2"),
  },
  { name: "delete a task", run: (s) => deleteTask(tasks)(s.id, s.task), done: `not ${task("true")}` },
];

const ofArchives = ({ archive, users, tasks, credentials }: Storage): readonly UseCase[] => [
  {
    name: "export",
    run: ({ id }) => all(exportArchive({ users, tasks, credentials })({ user: id, withPasswords: true })),
  },
  {
    name: "import",
    fresh: true,
    run: (s) => all(importArchive(archive)(archived(s))),
    done: `${ACCOUNT} and ${task("title = 'old'")}`,
  },
];

/** Everything that anybody can ask of Taskward, on this storage. */
export const useCases = (storage: Storage): readonly UseCase[] => [
  ...accounts(storage),
  ...ofTasks(storage),
  ...ofArchives(storage),
];

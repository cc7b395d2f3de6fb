// @ts-check
// An adapter: each user's tasks in a file of their own. What it has to promise stands in the comments of the port, TaskStore
// of @taskward/application; what every word means, in @taskward/domain.
import { createHash } from "node:crypto";
import {
  change,
  expectVersion,
  listed,
  satisfying,
  taskNotFound,
  taskOf,
  unauthenticated,
  userNotFound,
} from "@taskward/domain";
import { JsonFiles } from "./json-files.mjs";

/**
 * @import { TaskOwners, TaskStore, UserStore } from "@taskward/application"
 * @import { Task, TaskId, User, UserId } from "@taskward/domain"
 * @typedef {{ readonly user: User, readonly tasks: readonly Task[] }} Account
 */

const LAST_ID = "last-id";

/** The owner is the name of the file: there is no way to a task but through whose it is. */
const nameOf = (/** @type {UserId} */ owner) => `${createHash("sha256").update(owner).digest("hex")}.json`;

/** Opens the tasks in a directory, for one process. */
export const openFileTasks = (/** @type {string} */ directory) => {
  const files = new JsonFiles(directory);

  /** Undefined: nobody has been seen by this name. Null: they were erased. @returns {Promise<Account | null | undefined>} */
  const read = (/** @type {UserId} */ owner) => files.read(nameOf(owner));

  const save = (/** @type {User} */ user, /** @type {readonly Task[]} */ tasks) =>
    files.write(nameOf(user.id), { user, tasks });

  const find = async (/** @type {UserId} */ owner, /** @type {TaskId} */ id) => {
    const account = await read(owner);
    const task = account?.tasks.find((task) => task.id === id);
    if (!account || !task) throw taskNotFound();
    return { account, task, others: account.tasks.filter((other) => other !== task) };
  };

  const tasksOf = async (/** @type {UserId} */ owner) => (await read(owner))?.tasks ?? [];

  /** @type {TaskStore & TaskOwners} */
  const tasks = {
    add: (owner, draft, at) =>
      files.inTurn(async () => {
        const account = await read(owner);
        if (!account) throw unauthenticated();
        // An id is spent before its task is kept, so that none is given twice.
        const id = ((await files.read(LAST_ID)) ?? 0) + 1;
        await files.write(LAST_ID, id);
        const task = taskOf(draft, id, owner, at);
        await save(account.user, [...account.tasks, task]);
        return task;
      }),
    list: (owner, query) => files.inTurn(async () => listed(await tasksOf(owner), query)),
    count: (owner, filter) => files.inTurn(async () => satisfying(await tasksOf(owner), filter).length),
    get: (owner, id) => files.inTurn(async () => (await find(owner, id)).task),
    change: (owner, id, wanted, at, versions) =>
      files.inTurn(async () => {
        const { account, task, others } = await find(owner, id);
        expectVersion(task, versions);
        const changed = change(task, wanted, at);
        await save(account.user, [...others, changed]);
        return changed;
      }),
    remove: (owner, id, versions) =>
      files.inTurn(async () => {
        const { account, task, others } = await find(owner, id);
        expectVersion(task, versions);
        await save(account.user, others);
      }),
    ownerOf: (id) =>
      files.inTurn(async () => {
        for (const name of (await files.names()).filter((name) => name.endsWith(".json"))) {
          /** @type {Account | null} */
          const account = await files.read(name);
          if (account?.tasks.some((task) => task.id === id)) return account.user.id;
        }
        return null;
      }),
  };

  /** As much of a UserStore as tasks need. @type {Pick<UserStore, "admit" | "erase">} */
  const users = {
    admit: (user, at) =>
      files.inTurn(async () => {
        const account = await read(user.id);
        if (account === null) throw unauthenticated();
        const admitted = account?.user ?? { ...user, createdAt: at, disabledAt: null };
        if (!account) await save(admitted, []);
        return admitted;
      }),
    erase: (id) =>
      files.inTurn(async () => {
        if (!(await read(id))) throw userNotFound();
        await files.write(nameOf(id), null);
      }),
  };

  return { tasks, users, close: () => files.close() };
};

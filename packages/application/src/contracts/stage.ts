import { type NewUser, type UserId, userId } from "@taskward/domain";
import { after, before, beforeEach } from "mocha";
import type { Storage } from "../ports/storage.js";
import { at } from "./moments.js";

/** One storage for a whole suite, and two actors who are others in every test: nothing else in it is assumed. */
export interface Stage {
  readonly storage: Storage;
  readonly tasks: Storage["tasks"];
  readonly users: Storage["users"];
  readonly credentials: Storage["credentials"];
  readonly archive: Storage["archive"];
  readonly ann: UserId;
  readonly bob: UserId;
}

/** The part of a storage that tasks need: themselves, and users who own them. */
export interface TaskStorage extends Pick<Storage, "tasks" | "close"> {
  readonly users: Pick<Storage["users"], "admit" | "erase">;
}

/** What tests of tasks see of the stage. */
export type TaskStage = Pick<Stage, "tasks" | "ann" | "bob"> & Pick<TaskStorage, "users">;

/** An id that nobody has had, beginning with `name`. */
export const newId = (name: string): UserId =>
  userId(`${name}-${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`);

/** A user with such an id, without e-mail and name unless given. */
export const newUser = (name: string, more: Partial<NewUser> = {}): NewUser => ({
  id: newId(name),
  email: null,
  name: null,
  ...more,
});

/** An e-mail address that nobody has had. */
export const newEmail = (name: string): string => `${newId(name)}@example.com`;

/** Opens a storage before the suite it is called in, closes it afterwards, and gives every test its own ann and bob. */
export const setStage = (open: () => Promise<Storage>): Stage => {
  let storage: Storage;
  let ann: UserId;
  let bob: UserId;
  before("opens the storage", async () => {
    storage = await open();
  });
  beforeEach("lets ann and bob in", async () => {
    const users = [newUser("ann"), newUser("bob")].map((user) => storage.users.admit(user, at(0)));
    [ann, bob] = (await Promise.all(users)).map(({ id }) => id) as [UserId, UserId];
  });
  after("closes the storage", () => storage?.close());
  return {
    get storage() {
      return storage;
    },
    get tasks() {
      return storage.tasks;
    },
    get users() {
      return storage.users;
    },
    get credentials() {
      return storage.credentials;
    },
    get archive() {
      return storage.archive;
    },
    get ann() {
      return ann;
    },
    get bob() {
      return bob;
    },
  };
};

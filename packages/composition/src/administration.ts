import type { ExportArchive, ImportArchive } from "@taskward/application";
import { DomainError, type UserId } from "@taskward/domain";
import type { Container } from "inversify";
import { compose, taskUseCasesOf } from "./compose.js";
import { administrationModule } from "./modules/administration.js";
import type { Settings } from "./settings.js";
import { readNewTask } from "./task-input.js";
import * as t from "./tokens.js";
import { type UserTasks, userTasks } from "./user-tasks.js";
import type { UserUseCases } from "./user-use-cases.js";

/** Everything that whoever runs the server can do, to anybody. */
export interface Administration {
  readonly users: UserUseCases;

  /** The user's tasks, whatever the state of the account. It is made when the first task is. */
  tasksOf(user: UserId): UserTasks;

  readonly exportArchive: ExportArchive;
  readonly importArchive: ImportArchive;

  /** Lets go of everything. May be called twice. */
  close(): Promise<void>;
}

const erased = (): DomainError =>
  new DomainError("conflict", "This user was erased; nothing but an import of what they had brings them back");

const administrationOf = (container: Container): Administration => {
  let closed: Promise<void> | undefined;
  const useCases = taskUseCasesOf(container);
  const [admissions, clock] = [container.get(t.ADMISSIONS), container.get(t.CLOCK)];
  const admit = async (id: UserId): Promise<void> => {
    try {
      await admissions.admit({ id, email: null, name: null }, clock.now());
    } catch (error) {
      throw error instanceof DomainError && error.code === "unauthenticated" ? erased() : error;
    }
  };
  return {
    users: container.get(t.USER_USE_CASES),
    tasksOf: (id) => ({
      ...userTasks(useCases, async () => id),
      create: async (input) => {
        const task = readNewTask(input);
        await admit(id);
        return useCases.createTask(id, task);
      },
    }),
    exportArchive: container.get(t.EXPORT_ARCHIVE),
    importArchive: container.get(t.IMPORT_ARCHIVE),
    close: () => (closed ??= container.unbindAllAsync()),
  };
};

/** Opens the storage for an administrator. Rejects when it cannot be opened, or lacks migrations. */
export const openAdministration = (settings: Settings): Promise<Administration> =>
  // Somebody waits before the terminal: what does not answer now is better said at once.
  compose(settings, { patience: 0, modules: [administrationModule] }, administrationOf);

import { Container, type ContainerModule } from "inversify";
import { accountModule } from "./modules/accounts.js";
import { limitModule } from "./modules/limits.js";
import { storageModule } from "./modules/storage.js";
import { taskModule } from "./modules/tasks.js";
import type { Settings } from "./settings.js";
import * as t from "./tokens.js";
import type { TaskUseCases } from "./user-tasks.js";

export interface Composition {
  /** Milliseconds to wait for a database that is not up yet; default: half a minute, for a server that starts with it. */
  readonly patience?: number | undefined;
  readonly modules?: readonly ContainerModule[];
}

/**
 * What `make` makes of everything put together as the settings say, with an open storage, of which it lets go in the end.
 * Rejects when the storage cannot be opened, or `make` throws: then nothing stays open.
 */
export const compose = async <T>(
  settings: Settings,
  composition: Composition,
  make: (container: Container) => T,
): Promise<T> => {
  const { patience = 30_000, modules = [] } = composition;
  const container = new Container({ defaultScope: "Singleton" });
  container.bind(t.SETTINGS).toConstantValue(settings);
  container.bind(t.PATIENCE).toConstantValue(patience);
  container.load(storageModule, accountModule, limitModule, taskModule, ...modules);
  // The one thing that takes time to make; what depends on it is then made on the spot.
  await container.getAsync(t.STORAGE);
  try {
    return make(container);
  } catch (error) {
    await container.unbindAllAsync();
    throw error;
  }
};

export const taskUseCasesOf = (container: Container): TaskUseCases => ({
  createTask: container.get(t.CREATE_TASK),
  listTasks: container.get(t.LIST_TASKS),
  getTask: container.get(t.GET_TASK),
  replaceTask: container.get(t.REPLACE_TASK),
  editTask: container.get(t.EDIT_TASK),
  completeTask: container.get(t.COMPLETE_TASK),
  deleteTask: container.get(t.DELETE_TASK),
});

import { Container, type ContainerModule } from "inversify";
import { accountModule } from "./modules/accounts.js";
import { limitModule } from "./modules/limits.js";
import { storageModule } from "./modules/storage.js";
import { taskModule } from "./modules/tasks.js";
import type { Settings } from "./settings.js";
import * as t from "./tokens.js";
import type { TaskUseCases } from "./user-tasks.js";

/** Everything put together as the settings say, with an open storage. Rejects when that cannot be opened. */
export const compose = async (settings: Settings, ...more: readonly ContainerModule[]): Promise<Container> => {
  const container = new Container({ defaultScope: "Singleton" });
  container.bind(t.SETTINGS).toConstantValue(settings);
  container.load(storageModule, accountModule, limitModule, taskModule, ...more);
  // The one thing that takes time to make; what depends on it is then made on the spot.
  await container.getAsync(t.STORAGE);
  return container;
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

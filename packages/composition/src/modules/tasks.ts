import {
  completeTask,
  createTask,
  deleteTask,
  editTask,
  forbidForeignTasks,
  getTask,
  listTasks,
  replaceTask,
} from "@taskward/application";
import { ContainerModule } from "inversify";
import * as t from "../tokens.js";

/** The task store as strangers may see it, and the use cases on it. */
export const taskModule = new ContainerModule(({ bind }) => {
  bind(t.TASKS).toResolvedValue(
    ({ tasks }, { foreignTasks }) => (foreignTasks === "forbid" ? forbidForeignTasks(tasks, tasks) : tasks),
    [t.STORAGE, t.SETTINGS],
  );
  bind(t.CREATE_TASK).toResolvedValue(createTask, [t.TASKS, t.CLOCK]);
  bind(t.LIST_TASKS).toResolvedValue(listTasks, [t.TASKS]);
  bind(t.GET_TASK).toResolvedValue(getTask, [t.TASKS]);
  bind(t.REPLACE_TASK).toResolvedValue(replaceTask, [t.TASKS, t.CLOCK]);
  bind(t.EDIT_TASK).toResolvedValue(editTask, [t.TASKS, t.CLOCK]);
  bind(t.COMPLETE_TASK).toResolvedValue(completeTask, [t.TASKS, t.CLOCK]);
  bind(t.DELETE_TASK).toResolvedValue(deleteTask, [t.TASKS]);
});

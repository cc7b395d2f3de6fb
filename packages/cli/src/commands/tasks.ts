import { Command } from "commander";
import { addTaskCommand } from "./tasks/add.js";
import { completeTaskCommand } from "./tasks/complete.js";
import { deleteTaskCommand } from "./tasks/delete.js";
import { editTaskCommand } from "./tasks/edit.js";
import { listTasksCommand } from "./tasks/list.js";
import { reopenTaskCommand } from "./tasks/reopen.js";

export const tasksCommand = (): Command =>
  new Command("tasks")
    .description("see and change one user's tasks")
    .addCommand(listTasksCommand())
    .addCommand(addTaskCommand())
    .addCommand(editTaskCommand())
    .addCommand(completeTaskCommand())
    .addCommand(reopenTaskCommand())
    .addCommand(deleteTaskCommand())
    .addHelpText("after", "\nExample:\n  taskward tasks list --user ann");

import { Command } from "commander";
import { createUserCommand } from "./users/create.js";
import { deleteUserCommand } from "./users/delete.js";
import { disableUserCommand } from "./users/disable.js";
import { enableUserCommand } from "./users/enable.js";
import { listUsersCommand } from "./users/list.js";
import { showUserCommand } from "./users/show.js";

export const usersCommand = (): Command =>
  new Command("users")
    .description("see who has an account; make, shut and delete accounts")
    .addCommand(listUsersCommand())
    .addCommand(showUserCommand())
    .addCommand(createUserCommand())
    .addCommand(disableUserCommand())
    .addCommand(enableUserCommand())
    .addCommand(deleteUserCommand())
    .addHelpText("after", "\nExample:\n  taskward users list");

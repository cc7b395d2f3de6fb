import { Command } from "commander";
import { inspectTokenCommand } from "./token/inspect.js";
import { issueTokenCommand } from "./token/issue.js";

export const tokenCommand = (): Command =>
  new Command("token")
    .description("make bearer tokens, and see what is in them")
    .addCommand(issueTokenCommand())
    .addCommand(inspectTokenCommand())
    .addHelpText("after", "\nExample:\n  taskward token issue --user ann");

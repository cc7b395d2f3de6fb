import { describeApi } from "@taskward/composition";
import { Command } from "commander";
import { printJson } from "../output/json.js";

const EXAMPLES = `
Example:
  taskward openapi > openapi.json

A running server has it at /openapi.json, and shows it at /docs.`;

export const openApiCommand = (): Command =>
  new Command("openapi")
    .description("print the description of the HTTP API, OpenAPI 3.1")
    .option("--json", "the same: it is JSON")
    .addHelpText("after", EXAMPLES)
    .action(async () => printJson(await describeApi()));

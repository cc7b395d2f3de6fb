import type { UserId } from "@taskward/domain";
import { Option } from "commander";
import { userArgument } from "../../arguments.js";

/** What every command on tasks is told: whose they are. */
export interface OfUser {
  readonly user: UserId;
  readonly json?: true;
}

export const ofUser = (): Option =>
  new Option("--user <id>", "whose tasks").argParser(userArgument).makeOptionMandatory();

import { DomainError, parsePositiveInteger, parseTaskId, type TaskId, type UserId, userId } from "@taskward/domain";
import { InvalidArgumentError } from "commander";

/** A user's id from the command line. */
export const userArgument = (text: string): UserId => {
  try {
    return userId(text);
  } catch (error) {
    if (error instanceof DomainError) throw new InvalidArgumentError(`A ${error.message}.`);
    throw error;
  }
};

/** A task's number from the command line. */
export const taskArgument = (text: string): TaskId => {
  const id = parseTaskId(text);
  if (id === null) throw new InvalidArgumentError("A task has a positive whole number.");
  return id;
};

/** How many of something at the most. */
export const countArgument = (text: string): number => {
  const count = parsePositiveInteger(text);
  if (count === null) throw new InvalidArgumentError("It must be a positive whole number.");
  return count;
};

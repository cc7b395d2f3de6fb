import { NEWEST_FIRST, positionOf, type Task } from "@taskward/domain";
import { encodeCursor } from "../tasks/cursor.js";
import { listTasksQuery } from "../tasks/list-query.js";
import { taskJson } from "../tasks/wire.js";
import type { Operation, Paths, RequestBody, Response } from "./document.js";
import { COMPLETED_TASK, succeeded, TASK } from "./examples.js";
import { headerRefs } from "./headers.js";
import { parameterRef, queryParameters } from "./parameters.js";
import { jsonResponse, refusals } from "./responses.js";
import { schemaRef } from "./schemas.js";

type TaskBody = "NewTask" | "TaskReplacement" | "TaskEdit" | "TaskCompletion";

const tags = ["Tasks"];
const LIMITS = ["RateLimit", "RateLimit-Policy"];
const ID = parameterRef("TaskId");
const IF_MATCH = parameterRef("IfMatch");

const body = (name: TaskBody, example: unknown, required = true): RequestBody => ({
  required,
  content: { "application/json": { schema: schemaRef(name), example } },
});

const one = (description: string, message: string, task: Task): Response =>
  jsonResponse(description, { schema: schemaRef("TaskEnvelope"), example: succeeded(message, taskJson(task)) }, [
    "ETag",
    ...LIMITS,
  ]);

const listTasks: Operation = {
  operationId: "listTasks",
  summary: "List your tasks",
  description:
    "The newest first, up to 1000 on a page, unless asked otherwise. `meta.has_more` says whether the list goes on, and " +
    "`meta.next_cursor` where: send it as `cursor`, with the same other parameters. Paging shows every task that stays " +
    "exactly once, whatever happens to the others. A parameter that is unknown or repeated is a 422.",
  tags,
  parameters: queryParameters(listTasksQuery),
  responses: {
    200: jsonResponse(
      "A page of tasks",
      {
        schema: schemaRef("TaskListEnvelope"),
        example: succeeded("Tasks listed", [taskJson(TASK)], {
          meta: {
            limit: 1,
            has_more: true,
            next_cursor: encodeCursor("-created_at", positionOf(TASK, NEWEST_FIRST)),
            total: 2,
          },
        }),
      },
      LIMITS,
    ),
    ...refusals("Unauthorized", "Forbidden", "ValidationError", "TooManyRequests"),
  },
};

const createTask: Operation = {
  operationId: "createTask",
  summary: "Create a task",
  description: "It is yours, and open unless `completed` says otherwise.",
  tags,
  requestBody: body("NewTask", { title: "Buy milk", description: "Two litres" }),
  responses: {
    201: jsonResponse(
      "The new task",
      { schema: schemaRef("TaskEnvelope"), example: succeeded("Task created", taskJson(TASK)) },
      ["Location", "ETag", ...LIMITS],
    ),
    ...refusals(
      "Unauthorized",
      "Forbidden",
      "PayloadTooLarge",
      "UnsupportedMediaType",
      "ValidationError",
      "TooManyRequests",
    ),
  },
};

const getTask: Operation = {
  operationId: "getTask",
  summary: "Get a task",
  description: "With its version as a strong ETag.",
  tags,
  parameters: [ID, parameterRef("IfNoneMatch")],
  responses: {
    200: one("The task", "Task found", TASK),
    304: { description: "You have this version already; no body", headers: headerRefs(["ETag", ...LIMITS]) },
    ...refusals("Unauthorized", "Forbidden", "NotFound", "TooManyRequests"),
  },
};

const changing = refusals(
  "Unauthorized",
  "Forbidden",
  "NotFound",
  "PreconditionFailed",
  "PayloadTooLarge",
  "UnsupportedMediaType",
  "ValidationError",
  "TooManyRequests",
);

const replaceTask: Operation = {
  operationId: "replaceTask",
  summary: "Replace a task's texts",
  description: "A description that is not given becomes empty; `completed` stays when it is not given.",
  tags,
  parameters: [ID, IF_MATCH],
  requestBody: body("TaskReplacement", { title: "Buy milk", description: "Two litres" }),
  responses: { 200: one("The task as it is now", "Task replaced", TASK), ...changing },
};

const editTask: Operation = {
  operationId: "editTask",
  summary: "Change parts of a task",
  description: "What is not given stays. A body that changes nothing at all is a 422.",
  tags,
  parameters: [ID, IF_MATCH],
  requestBody: body("TaskEdit", { description: "Two litres" }),
  responses: { 200: one("The task as it is now", "Task updated", TASK), ...changing },
};

const completeTask: Operation = {
  operationId: "completeTask",
  summary: "Complete or reopen a task",
  description:
    "Without a body it turns over. With one it becomes what `completed` says, so that it is safe to send again.",
  tags,
  parameters: [ID, IF_MATCH],
  requestBody: body("TaskCompletion", { completed: true }, false),
  responses: { 200: one("The task as it is now", "Task completed", COMPLETED_TASK), ...changing },
};

const deleteTask: Operation = {
  operationId: "deleteTask",
  summary: "Delete a task",
  description: "For good; its id is never used again.",
  tags,
  parameters: [ID, IF_MATCH],
  responses: {
    204: { description: "It is gone; no body", headers: headerRefs(LIMITS) },
    ...refusals("Unauthorized", "Forbidden", "NotFound", "PreconditionFailed", "TooManyRequests"),
  },
};

export const TASK_PATHS: Paths = {
  "/tasks": { get: listTasks, post: createTask },
  "/tasks/{id}": { get: getTask, put: replaceTask, patch: editTask, delete: deleteTask },
  "/tasks/{id}/complete": { patch: completeTask },
};

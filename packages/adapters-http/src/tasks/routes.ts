import type {
  CompleteTask,
  CreateTask,
  DeleteTask,
  EditTask,
  GetTask,
  ListTasks,
  ReplaceTask,
} from "@taskward/application";
import { isCompleted, parseTaskId, type Task, type TaskId, taskNotFound } from "@taskward/domain";
import { type Answer, noContent, notModified, success } from "../answer.js";
import type { Context } from "../context.js";
import type { Edge } from "../edge.js";
import { allowedVersions, etagOf, isKnownToCaller } from "../etag.js";
import { pathUsed } from "../path-used.js";
import { type ApiRouter, answering, type Handler } from "../router.js";
import { validate } from "../validate.js";
import { encodeCursor } from "./cursor.js";
import { parseListQuery } from "./list-query.js";
import { completeTaskBody, createTaskBody, editTaskBody, replaceTaskBody, taskFaults, taskJson } from "./wire.js";

/** What the routes of tasks call. */
export interface TaskPorts {
  readonly createTask: CreateTask;
  readonly listTasks: ListTasks;
  readonly getTask: GetTask;
  readonly replaceTask: ReplaceTask;
  readonly editTask: EditTask;
  readonly completeTask: CompleteTask;
  readonly deleteTask: DeleteTask;
}

/** The id in the path, as it was sent: `%31` is no 1. What cannot be an id is a task that does not exist. */
const taskIdIn = (ctx: Context): TaskId => {
  ctx.state.purpose = "task";
  const id = parseTaskId(ctx.state.captures?.[0] ?? "");
  if (id === null) throw taskNotFound();
  return id;
};

const one = (message: string, task: Task): Answer =>
  success(message, taskJson(task), { headers: { ETag: etagOf(task) } });

const list =
  ({ listTasks }: TaskPorts, { caller }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const { query, sort, counted } = parseListQuery(ctx.querystring);
    const { tasks, next, total } = await listTasks(actor.id, query, counted);
    const cursor = next === null ? null : encodeCursor(sort, next);
    return success("Tasks listed", tasks.map(taskJson), {
      meta: { limit: query.limit, has_more: next !== null, next_cursor: cursor, total },
    });
  };

const create =
  ({ createTask }: TaskPorts, { caller, body }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const task = await createTask(actor.id, validate(createTaskBody, await body(ctx), taskFaults));
    return success("Task created", taskJson(task), {
      status: 201,
      headers: { Location: `${pathUsed(ctx)}/${task.id}`, ETag: etagOf(task) },
    });
  };

const get =
  ({ getTask }: TaskPorts, { caller }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const task = await getTask(actor.id, taskIdIn(ctx));
    return isKnownToCaller(ctx.req, task) ? notModified({ ETag: etagOf(task) }) : one("Task found", task);
  };

const replace =
  ({ replaceTask }: TaskPorts, { caller, body }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const { title, description, completed } = validate(replaceTaskBody, await body(ctx), taskFaults);
    const input = { title, description, completed };
    return one("Task replaced", await replaceTask(actor.id, taskIdIn(ctx), input, allowedVersions(ctx.req)));
  };

const edit =
  ({ editTask }: TaskPorts, { caller, body }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const { title, description, completed } = validate(editTaskBody, await body(ctx), taskFaults);
    const input = { title, description, completed };
    return one("Task updated", await editTask(actor.id, taskIdIn(ctx), input, allowedVersions(ctx.req)));
  };

const complete =
  ({ completeTask }: TaskPorts, { caller, bodyIfAny }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    const sent = await bodyIfAny(ctx);
    const completed = sent === undefined ? "toggle" : validate(completeTaskBody, sent).completed;
    const task = await completeTask(actor.id, taskIdIn(ctx), completed, allowedVersions(ctx.req));
    return one(isCompleted(task) ? "Task completed" : "Task reopened", task);
  };

const remove =
  ({ deleteTask }: TaskPorts, { caller }: Edge): Handler =>
  async (ctx) => {
    const actor = await caller(ctx);
    await deleteTask(actor.id, taskIdIn(ctx), allowedVersions(ctx.req));
    return noContent();
  };

export const addTaskRoutes = (router: ApiRouter, ports: TaskPorts, edge: Edge): void => {
  router.get("/tasks", answering(list(ports, edge)));
  router.post("/tasks", answering(create(ports, edge)));
  router.get("/tasks/:id", answering(get(ports, edge)));
  router.put("/tasks/:id", answering(replace(ports, edge)));
  router.patch("/tasks/:id", answering(edit(ports, edge)));
  router.delete("/tasks/:id", answering(remove(ports, edge)));
  router.patch("/tasks/:id/complete", answering(complete(ports, edge)));
};

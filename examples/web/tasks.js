// @ts-check
/**
 * @import { components } from "./api.js"
 * @import { Client } from "./client.js"
 */
import { answerTo } from "./client.js";

/** @typedef {components["schemas"]["Task"]} Task */
/** @typedef {{ readonly title: string, readonly description: string }} Texts */
/** @typedef {{ readonly completed: boolean | null, readonly q: string }} Choice which tasks a list is of */

const PAGE = 20;

/**
 * Says which version of the task is meant: a version is the task's ETag.
 *
 * @param {Task} task as the user has seen it
 */
const seen = ({ id, version }) => ({ path: { id }, header: { "If-Match": `"${version}"` } });

/**
 * What a user can do with their tasks. A change is refused with PRECONDITION_FAILED when the task is not any more what
 * the user has seen.
 *
 * @param {Client} client
 */
export const openTasks = (client) => ({
  /**
   * @param {Choice} choice
   * @param {string | null} cursor
   * @param {AbortSignal} signal
   */
  list: async ({ completed, q }, cursor, signal) => {
    const query = {
      limit: PAGE,
      count: true,
      ...(completed !== null && { completed }),
      ...(q !== "" && { q }),
      ...(cursor !== null && { cursor }),
    };
    const { data, meta } = await answerTo(client.GET("/tasks", { params: { query }, signal }));
    return { tasks: data, cursor: meta.next_cursor, total: meta.total ?? 0 };
  },
  /** @param {number} id */
  get: async (id) => (await answerTo(client.GET("/tasks/{id}", { params: { path: { id } } }))).data,
  /** @param {Texts} texts */
  add: async (texts) => (await answerTo(client.POST("/tasks", { body: texts }))).data,
  /** @type {(task: Task, texts: Texts) => Promise<Task>} */
  edit: async (task, texts) => (await answerTo(client.PATCH("/tasks/{id}", { params: seen(task), body: texts }))).data,
  /** @type {(task: Task, completed: boolean) => Promise<Task>} */
  complete: async (task, completed) =>
    (await answerTo(client.PATCH("/tasks/{id}/complete", { params: seen(task), body: { completed } }))).data,
  /** @type {(task: Task) => Promise<void>} */
  remove: async (task) => {
    await answerTo(client.DELETE("/tasks/{id}", { params: seen(task) }));
  },
});

/** @typedef {ReturnType<typeof openTasks>} Tasks */

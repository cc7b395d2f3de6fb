import { expect } from "chai";
import type { Draft } from "./draft.js";
import type { Scene } from "./spoiler.js";
import type { Answer } from "./wire.js";
import { type Account, type Fields, hear } from "./world.js";

interface Body {
  readonly data: Fields & readonly Fields[];
  readonly meta: { readonly next_cursor: string | null };
}

type Learn = (scene: Scene, draft: Draft, answer: Answer) => void;

const bodyOf = ({ text }: Answer): Body => JSON.parse(text) as Body;

/** Compares a task with what was asked of it; the rest of it must be as it was. */
const expectWritten = (task: Fields, before: Fields | null, json: unknown): void => {
  const { title, description, completed } = json as {
    title?: string;
    description?: string | null;
    completed?: boolean;
  };
  if (title !== undefined) expect(task["title"], "the title is not what was written").to.equal(title.trim());
  if (description !== undefined)
    expect(task["description"], "the description is not what was written").to.equal(description ?? "");
  if (completed !== undefined) expect(task["completed"], "completed is not what was written").to.equal(completed);
  if (before === null) return;
  const names = ["id", "user_id", "created_at"];
  expect(names.map((name) => task[name])).to.deep.equal(names.map((name) => before[name]));
};

const keep = ({ person, task }: Scene, draft: Draft, answer: Answer): Fields => {
  const { data } = bodyOf(answer);
  expect(data["user_id"]).to.equal(person.id);
  expect(answer.headers.get("etag"), "ETag").to.equal(`"${data["version"]}"`);
  if (typeof draft.json === "object" && draft.json !== null) expectWritten(data, task, draft.json);
  person.tasks.set(Number(data["id"]), data);
  return data;
};

const list: Learn = ({ person, world }, draft, answer) => {
  const { data, meta } = bodyOf(answer);
  for (const task of data) expect(task, "a task in a list").to.deep.equal(person.tasks.get(Number(task["id"])));
  const sort = draft.query.find((pair) => pair.startsWith("sort="))?.slice("sort=".length) ?? "-created_at";
  if (meta.next_cursor !== null) world.cursors.push({ sort, cursor: meta.next_cursor });
};

/** What an answer to a request without fault teaches, by the operation. */
const LEARN: Readonly<Record<string, Learn>> = {
  listTasks: list,
  createTask: (scene, draft, answer) => {
    const { id } = keep(scene, draft, answer);
    expect(answer.headers.get("location")).to.equal(`${draft.path}/${id}`);
  },
  getTask: ({ task }, _, answer) => expect(bodyOf(answer).data).to.deep.equal(task),
  replaceTask: keep,
  editTask: keep,
  completeTask: (scene, draft, answer) => {
    const { completed } = keep(scene, draft, answer);
    if (draft.json === undefined) expect(completed).to.equal(scene.task?.["completed"] === false);
  },
  deleteTask: ({ person, task }) => {
    person.tasks.delete(Number(task?.["id"]));
  },
  getMe: ({ person }, _, answer) => expect(bodyOf(answer).data["id"]).to.equal(person.id),
  signUp: ({ world }, { json }) => {
    const { email, password } = json as Account;
    world.accounts.push({ email, password });
    world.signUps++;
  },
};

/** Learns from an answer, whatever it was; fails when it contradicts what is known. */
export const learn: Learn = (scene, draft, answer) => {
  const { endpoint, person, world } = scene;
  hear(person, answer);
  if (endpoint.id === "signIn" && answer.status === 401) {
    const email = String((draft.json as Account | undefined)?.email)
      .trim()
      .toLowerCase();
    world.wrongTries.set(email, (world.wrongTries.get(email) ?? 0) + 1);
  }
  if (draft.method === endpoint.method && endpoint.successes.includes(answer.status))
    LEARN[endpoint.id]?.(scene, draft, answer);
};

import type { Documented } from "@taskward/testing";
import { expect } from "chai";
import { bytesOf, type Draft, setHeader, setJson } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { bareRequest } from "./request.js";
import type { Scene } from "./spoiler.js";
import type { Answer } from "./wire.js";
import { type Account, type Fields, hear, type Person, type World } from "./world.js";

const TASKS = "/api/v1/tasks";
/** How many a network address has in an hour. */
export const SIGN_UPS = 5;
const WRONG_TRIES = 6;

const dataOf = ({ text }: Answer): Fields => (JSON.parse(text) as { data: Fields }).data;

/** What is needed cannot be had: too much has been asked for in this minute, or hour. */
export class NotNow extends Error {}

/** What a request needs to have happened before it. */
export class Before {
  readonly #world: World;
  readonly #person: Person;

  constructor(world: World, person: Person) {
    this.#world = world;
    this.#person = person;
  }

  /** One of the person's own tasks, made when there is none. */
  async ownTask(pick: number): Promise<Fields> {
    const { tasks } = this.#person;
    return [...tasks.values()][pick % (tasks.size || 1)] ?? (await this.#newTask(this.#person));
  }

  async foreignTask(): Promise<number> {
    const other = this.#world.other(this.#person);
    const marked = [...other.tasks.values()].find(({ title }) => title === other.canary);
    const task = marked ?? (await this.#newTask(other));
    return Number(task["id"]);
  }

  async deletedTask(): Promise<number> {
    const task = await this.#newTask(this.#person);
    const id = Number(task["id"]);
    await this.#ask(this.#person, bareRequest(this.#world, this.#person, ["DELETE", `${TASKS}/${id}`]), 204);
    this.#person.tasks.delete(id);
    return id;
  }

  async account(): Promise<Account> {
    const [known] = this.#world.accounts;
    if (known) return known;
    const account = this.newAccount();
    await this.#ask(null, this.#posting("/api/v1/auth/signup", account), 201);
    this.#world.signUps++;
    this.#world.accounts.push(account);
    return account;
  }

  newAccount(): Account {
    const { name, accounts, signUps } = this.#world;
    return { email: `x${accounts.length}.${signUps}.${name}@example.com`, password: "the bee in my bonnet" };
  }

  async tooOften(draft: Draft, endpoint: Endpoint): Promise<void> {
    if (endpoint.id === "signUp") await this.#signUpTooOften(draft);
    else if (endpoint.id === "signIn") await this.#signInTooOften(draft);
    else while (this.#person.remaining !== 0) await this.#ask(this.#person, this.#listing(), 200);
  }

  async #signUpTooOften(draft: Draft): Promise<void> {
    for (let tries = 0; tries < WRONG_TRIES; tries++) {
      await this.#send(null, this.#posting("/api/v1/auth/signup", this.newAccount()));
      this.#world.signUps++;
    }
    this.#post(draft, this.newAccount());
  }

  async #signInTooOften(draft: Draft): Promise<void> {
    const email = `nobody.${this.#world.name}@example.com`;
    for (let tries = 0; tries < WRONG_TRIES; tries++)
      await this.#send(null, this.#posting("/api/v1/auth/signin", { email, password: "wrong" }));
    this.#world.wrongTries.set(email, WRONG_TRIES);
    this.#post(draft, { email, password: "wrong" });
  }

  async #newTask(person: Person): Promise<Fields> {
    const draft = this.#posting(TASKS, { title: person.canary });
    setHeader(draft, "Authorization", `Bearer ${person.token}`);
    const task = dataOf(await this.#ask(person, draft, 201));
    person.tasks.set(Number(task["id"]), task);
    return task;
  }

  #listing(): Draft {
    return { ...bareRequest(this.#world, this.#person, ["GET", TASKS]), query: ["limit=1"] };
  }

  #posting(path: string, json: object): Draft {
    const draft = bareRequest(this.#world, null, ["POST", path]);
    this.#post(draft, json);
    return draft;
  }

  #post(draft: Draft, json: object): void {
    setJson(draft, json, 0);
    setHeader(draft, "Content-Type", "application/json");
  }

  async #send(person: Person | null, draft: Draft): Promise<Answer> {
    const answer = await this.#world.send(bytesOf(draft), draft.method);
    if (person) hear(person, answer);
    return answer;
  }

  async #ask(person: Person | null, draft: Draft, expected: number): Promise<Answer> {
    const mayBeTooMuch = person ? person.remaining === 0 : this.#world.signUps >= SIGN_UPS;
    const answer = await this.#send(person, draft);
    if (mayBeTooMuch && answer.status === 429) throw new NotNow();
    expect(answer.status, `${draft.method} ${draft.path}`).to.be.oneOf([expected]);
    return answer;
  }
}

/** The scene of a step. Throws NotNow. */
export const sceneFor = async (
  world: World,
  documented: Documented,
  { endpoint, isBob, pick }: { endpoint: Endpoint; isBob: boolean; pick: number },
): Promise<Scene & { before: Before }> => {
  const person = isBob ? world.bob : world.ann;
  const before = new Before(world, person);
  const task = endpoint.inPath.length > 0 ? await before.ownTask(pick) : null;
  return { world, documented, endpoint, person, task, before };
};

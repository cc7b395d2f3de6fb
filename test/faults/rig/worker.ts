import { Agent } from "node:http";
import { type Answer, exchange, type Question } from "./exchange.js";
import { type Kind, type Operation, outcomeOf, type SeenTask } from "./operation.js";
import { oneOf, seeded } from "./random.js";

interface Step {
  readonly kind: Kind;
  readonly id: number | null;
  readonly title: string | null;
  readonly question: Question;
}

export interface WorkerOptions {
  readonly url: string;
  readonly user: string;
  readonly seed: number;
  /** Unlike that of any other worker on the same store: its tasks are its own, so that each has one writer. */
  readonly name: string;
  /** Ids that belong to other users. */
  readonly foreign: () => readonly number[];
  readonly token: (user: string) => string;
}

interface WireTask {
  readonly id: number;
  readonly user_id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly version: number;
}

const seenIn = (text: string): readonly SeenTask[] => {
  if (text === "") return [];
  const { data = [] } = JSON.parse(text) as { data?: WireTask | WireTask[] };
  return [data]
    .flat()
    .map(({ id, user_id: user, title, completed, version }) => ({ id, user, title, completed, version }));
};

/** A client on one keep-alive connection that asks the next thing when the last is answered. */
export class Worker {
  readonly user: string;
  /** Ids of the tasks that it knows to be there. */
  readonly tasks: number[] = [];
  readonly #options: WorkerOptions;
  readonly #random: () => number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #written = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.user = options.user;
    this.#random = seeded(options.seed);
  }

  /** Makes one request and tells of it, whatever comes of it. */
  async work(): Promise<Operation> {
    const step = this.#next();
    const since = performance.now();
    let answer: Answer | null = null;
    let fault: string | null = null;
    try {
      answer = await exchange(this.#options.url, this.#agent, {
        ...step.question,
        token: this.#options.token(this.user),
      });
    } catch (error) {
      fault = String(error);
    }
    const took = performance.now() - since;
    const operation = this.#told(step, answer, { since, took, fault });
    this.#learn(operation);
    return operation;
  }

  close(): void {
    this.#agent.destroy();
  }

  #told(step: Step, answer: Answer | null, rest: Pick<Operation, "since" | "took" | "fault">): Operation {
    const { kind, title } = step;
    const status = answer?.status ?? null;
    const seen = answer !== null && answer.status < 300 ? seenIn(answer.text) : [];
    const id = kind === "create" ? (seen[0]?.id ?? null) : step.id;
    const retryAfter = answer?.headers["retry-after"] !== undefined;
    return { kind, user: this.user, id, title, status, retryAfter, seen, ...rest };
  }

  #learn({ kind, id, status }: Operation): void {
    if (id === null) return;
    if (kind === "create") this.tasks.push(id);
    // Whoever does not know whether a task is there leaves it alone.
    const gone = (kind === "delete" && outcomeOf({ status }) !== "refused") || (status === 404 && kind !== "probe");
    if (gone) this.tasks.splice(this.tasks.indexOf(id), 1);
  }

  #next(): Step {
    const chance = this.#random();
    if (this.tasks.length === 0 || chance < 0.12) return this.#write("create");
    if (chance < 0.2) return this.#write("replace");
    if (chance < 0.27) return this.#write("toggle");
    if (chance < 0.3) return this.#write("delete");
    if (chance < 0.6) return this.#read("list", null, "?limit=20");
    if (chance < 0.63 && this.#options.foreign().length > 0)
      return this.#read("probe", oneOf(this.#random, this.#options.foreign()));
    return this.#read("get", oneOf(this.#random, this.tasks));
  }

  #read(kind: Kind, id: number | null, rest = `/${id}`): Step {
    return { kind, id, title: null, question: { method: "GET", path: `/api/v1/tasks${rest}` } };
  }

  #write(kind: "create" | "replace" | "toggle" | "delete"): Step {
    const id = kind === "create" ? null : oneOf(this.#random, this.tasks);
    const title = kind === "create" || kind === "replace" ? `${this.#options.name}-${++this.#written}` : null;
    const [method, path] = {
      create: ["POST", ""],
      replace: ["PUT", `/${id}`],
      toggle: ["PATCH", `/${id}/complete`],
      delete: ["DELETE", `/${id}`],
    }[kind] as [string, string];
    const body = title === null ? {} : { body: { title } };
    return { kind, id, title, question: { method, path: `/api/v1/tasks${path}`, ...body } };
  }
}

import { type Answer, Wire } from "./wire.js";

/** A task or a user as it came over the wire. */
export type Fields = Readonly<Record<string, unknown>>;

/** A running API. */
export interface FuzzTarget {
  readonly url: string;
  /** What a stranger is told of a task, as FOREIGN_TASKS says. */
  readonly foreign: "hide" | "forbid";
  /** Requests for tasks per user and minute, as RATE_LIMIT says; 0: no limit. */
  readonly rateLimit: number;
  /** Whether sign-ups and wrong tries to sign in are counted. */
  readonly countsTries: boolean;
  token(user: string): string;
  /** Tokens that it must refuse. */
  badTokens(user: string): readonly string[];
  /** What no answer may ever hold. */
  readonly secrets: readonly string[];
  close(): Promise<unknown>;
}

/** The one origin that may use the API. */
export const ORIGIN = "https://app.example.com";

export interface Person {
  readonly id: string;
  readonly token: string;
  /** In the title of a task, which nobody else may see. */
  readonly canary: string;
  /** Their tasks as they last saw them. */
  readonly tasks: Map<number, Fields>;
  /** Requests left in this minute, as last heard; null where there is no limit. */
  remaining: number | null;
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** Notes how many requests an answer says are left. */
export const hear = (person: Person, { headers }: Answer): void => {
  const left = /;r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1];
  if (left !== undefined) person.remaining = Number(left);
};

/** One question and its answer. */
export interface Exchange {
  readonly request: string;
  readonly status: number | null;
  readonly text: string;
}

let worlds = 0;

/** Kept from one world to the next. */
const connections = new WeakMap<FuzzTarget, Wire>();

/** The people of one run, who are new to the API, and what they know. */
export class World {
  readonly target: FuzzTarget;
  readonly name = `w${(++worlds).toString(36)}x${process.pid.toString(36)}`;
  /** Whence they call: nobody else is counted under it. */
  readonly address = `2001:db8:${(worlds >> 16).toString(16)}:${(worlds & 0xffff).toString(16)}::1`;
  readonly ann: Person;
  readonly bob: Person;
  /** Sends what is no HTTP; what becomes of her tasks is known to nobody. */
  readonly eve: Person;
  readonly cursors: { readonly sort: string; readonly cursor: string }[] = [];
  readonly accounts: Account[] = [];
  signUps = 0;
  /** Wrong passwords, by e-mail. */
  readonly wrongTries = new Map<string, number>();
  readonly trail: Exchange[] = [];

  constructor(target: FuzzTarget) {
    this.target = target;
    [this.ann, this.bob, this.eve] = [this.#person("ann"), this.#person("bob"), this.#person("eve")];
  }

  other(person: Person): Person {
    return person === this.ann ? this.bob : this.ann;
  }

  /** Sends a request and gives its answer. Throws when there comes none. */
  async send(bytes: Buffer, method: string): Promise<Answer> {
    const request = bytes.toString("latin1");
    const wire = await this.#connection();
    try {
      const answer = await wire.send(bytes).answer(method);
      if (answer === null) throw new Error("the connection was closed without an answer");
      this.trail.push({ request, status: answer.status, text: answer.text });
      if (answer.headers.get("connection") === "close") this.leave();
      return answer;
    } catch (error) {
      this.leave();
      this.trail.push({ request, status: null, text: "" });
      throw error;
    }
  }

  /** Leaves the connection; the next request goes over a new one. */
  leave(): void {
    connections.get(this.target)?.destroy();
    connections.delete(this.target);
  }

  async #connection(): Promise<Wire> {
    const open = connections.get(this.target);
    if (open?.isOpen) return open;
    this.leave();
    const wire = await Wire.to(this.target.url);
    connections.set(this.target, wire);
    return wire;
  }

  #person(name: string): Person {
    const id = `${name}-${this.name}`;
    return { id, token: this.target.token(id), canary: `the secret of ${id}`, tasks: new Map(), remaining: null };
  }
}

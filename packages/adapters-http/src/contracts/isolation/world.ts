import { expect } from "chai";
import { type Api, type Call, type Caller, caller, type Reply } from "../api.js";
import type { Wire } from "../envelope.js";
import type { Place } from "./expected.js";

/** Somebody with tasks. Everything they write carries their canary, a word that nobody else knows. */
export interface Actor {
  readonly id: string;
  readonly canary: string;
  readonly token: string;
  readonly call: Caller;
  /** Their tasks as they last saw them. */
  readonly tasks: Map<number, Wire>;
  /** Null for those who did not sign up here. */
  readonly email: string | null;
}

/** One exchange, as far as it may not depend on the store. */
export interface Exchange {
  readonly actor: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: readonly string[];
  readonly text: string;
}

export interface WorldOptions {
  /** What a stranger is told of a task: as FOREIGN_TASKS says. */
  readonly foreign: "hide" | "forbid";
  readonly record?: (exchange: Exchange) => void;
}

// What differs with every answer, what is the connection's alone, and what counts the caller's own requests.
const INDIFFERENT = /^(date|x-request-id|connection|keep-alive|ratelimit.*)$/;

const headersOf = ({ headers }: Reply): string[] =>
  [...headers].filter(([name]) => !INDIFFERENT.test(name)).map((header) => header.join(": "));

/** All of an answer but its request id, its date and what a rate limit adds. */
export const meaningOf = (reply: Reply): Pick<Exchange, "status" | "headers" | "text"> => ({
  status: reply.status,
  headers: headersOf(reply),
  text: reply.text.replaceAll(reply.headers.get("x-request-id") ?? "", ""),
});

/** What an answer says, and what is packed into it: cursors and tokens are base64url. */
const unpacked = ({ headers, text }: Reply): string => {
  const said = [...headers, text].join("\n");
  const packed = said.match(/[A-Za-z0-9_-]{16,}/g) ?? [];
  return [said, ...packed.map((word) => Buffer.from(word, "base64url").toString())].join("\n");
};

/** Everything that has happened on an API to a few users, and what anybody has seen of it. */
export class World {
  readonly api: Api;
  readonly options: WorldOptions;
  readonly actors: Actor[] = [];
  readonly made: { readonly id: number; readonly owner: Actor }[] = [];
  readonly etags: string[] = ['"1"', '"2"', '"3"'];
  readonly cursors: { readonly cursor: string; readonly after: Place }[] = [];
  #forbidden: unknown;

  constructor(api: Api, options: WorldOptions) {
    this.api = api;
    this.options = options;
  }

  /** Lets somebody in whose token is good for `name`, which carries the canary. */
  async enter(name: string, canary: string): Promise<void> {
    const call = caller(this.api, name);
    const actor = { id: name, canary, token: this.api.token(name), call, tasks: new Map(), email: null };
    this.actors.push(actor);
    expect((await this.send(actor, "GET", "/api/v1/me")).body.data["id"]).to.equal(name);
  }

  actor(n: number): Actor {
    return this.actors[n % this.actors.length] as Actor;
  }

  /** Asks as this actor, or as nobody, and searches the answer for what is somebody else's. */
  async send(actor: Actor | null, method: string, path: string, call: Call = {}): Promise<Reply> {
    const reply = await (actor?.call ?? caller(this.api, null))(method, path, call);
    this.search(actor, `${method} ${path}`, reply);
    this.options.record?.({ actor: actor?.id ?? "", method, path, ...meaningOf(reply) });
    return reply;
  }

  /** Fails when an answer to this viewer holds anything of anybody else. */
  search(viewer: Actor | null, question: string, reply: Reply): void {
    const said = unpacked(reply);
    for (const { id, canary } of this.actors) {
      const at = id === viewer?.id ? -1 : said.indexOf(canary);
      const told = `${question} told ${viewer?.id ?? "nobody"} of ${id}`;
      if (at >= 0) expect.fail(`${told}: …${said.slice(Math.max(0, at - 80), at + 80)}…`);
    }
  }

  /** The answer about a task that the actor has not got must be the one about a task that there never was. */
  expectHidden(id: number, reply: Reply, missing: Reply): void {
    const isThere = this.made.find((task) => task.id === id)?.owner.tasks.has(id) ?? false;
    if (reply.status === 422 || this.options.foreign === "hide" || !isThere) {
      expect(missing.status).to.be.oneOf([404, 422]);
      expect(meaningOf(reply)).to.deep.equal(meaningOf(missing));
      return;
    }
    expect(reply.status).to.equal(403);
    // HEAD has the same answer, without its body.
    const { headers, text } = meaningOf(reply);
    this.#forbidden ??= headers;
    expect(headers).to.deep.equal(this.#forbidden);
    if (text !== "")
      expect(JSON.parse(text)).to.deep.include({ success: false }).and.have.nested.property("error.code");
  }
}

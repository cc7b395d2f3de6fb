import { expect } from "chai";
import * as fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { type Api, caller, withoutId } from "./api.js";
import { histories, isGuarded, isKnown, live, sweep } from "./isolation/history.js";
import { type ApiDocument, type Route, routesOf } from "./isolation/routes.js";
import type { Exchange } from "./isolation/world.js";

const HISTORY = 100;

export interface IsolationOptions {
  /** How many random operations, at least; 500 unless given. */
  readonly operations?: number;
  /** What they are drawn with; printed, so that a failure can be had again. */
  readonly seed?: number;
  /** What a stranger is told of a task, as FOREIGN_TASKS says: `hide` unless given. */
  readonly foreign?: "hide" | "forbid";
  /** The OpenAPI document that names the routes; that of `GET /openapi.json` unless given. */
  readonly document?: ApiDocument;
}

const documentOf = async ({ url }: Api): Promise<ApiDocument> => {
  const response = await fetch(`${url}/openapi.json`);
  expect(response.status, "GET /openapi.json").to.equal(200);
  return (await response.json()) as ApiDocument;
};

const line = ({ actor, method, path, status, text }: Exchange): string =>
  `${actor || "nobody"}: ${method} ${path}: ${status} ${text.slice(0, 400)}`;

/** What led to a failure: the last exchanges of the shortest history that fails. */
const told = (trail: readonly Exchange[]): string =>
  ["what happened last:", ...trail.slice(-12).map(line)].join("\n  ");

/**
 * That nobody sees, changes, counts or detects what is somebody else's: random operations of three users and of those who
 * sign up meanwhile, over every route that the OpenAPI document names, on ids, cursors, ETags and tokens that anyone has
 * seen. Each answer is compared with a model of what its caller has, and searched for what others wrote. A route that
 * the kit does not know makes it fail. `open` is called once; the store need not be empty.
 */
export const describeIsolation = (name: string, open: () => Promise<Api>, options: IsolationOptions = {}): void => {
  const { operations = 500, seed = 20_260_131, foreign = "hide" } = options;
  describe(`isolation ${name}`, function () {
    this.timeout(900_000);
    let api: Api;
    let routes: readonly Route[];

    before("opens the API and reads its document", async () => {
      api = await open();
      routes = routesOf(options.document ?? (await documentOf(api)));
    });

    after("closes the API", () => api?.close());

    it("is tried on every route that the document names", () => {
      expect(routes.map(({ key }) => key)).to.include.members(["GET /tasks", "GET /tasks/{id}", "GET /me"]);
      expect(
        routes.filter((route) => !isKnown(route)).map(({ key }) => key),
        "routes unknown to the kit",
      ).to.be.empty;
    });

    it("gives nobody without a token more than one refusal, whatever they ask for", async () => {
      const nobody = caller(api, null);
      const refusals = new Set<string>();
      for (const { method, path } of routes.filter(isGuarded)) {
        const reply = await nobody(method, path.replace("{id}", "1"));
        expect(reply.status, `${method} ${path}`).to.equal(401);
        refusals.add(withoutId(reply));
      }
      expect([...refusals]).to.have.lengthOf(1);
    });

    it(`holds in ${operations} random operations of ann, bob and eve (seed ${seed})`, async () => {
      let played = 0;
      let trail: Exchange[] = [];
      const history = fc.asyncProperty(histories(routes), async (steps) => {
        trail = [];
        await live(api, steps, { foreign, record: (exchange) => trail.push(exchange) });
        played += steps.length;
      });
      // Their lengths vary: so many that hardly ever all of them are too short together.
      const wanted = operations / HISTORY;
      const numRuns = 1 + Math.ceil(wanted + Math.sqrt(wanted));
      const { failed, errorInstance, counterexamplePath } = await fc.check(history, {
        seed,
        numRuns,
        examples: [[sweep(routes, seed)]],
      });
      if (failed) throw new Error(`path ${counterexamplePath}; ${told(trail)}`, { cause: errorInstance });
      expect(played).to.be.at.least(operations);
    });
  });
};

import { forbidForeignTasks, type Storage, type TaskStore } from "@taskward/application";
import { invalid, type UserId } from "@taskward/domain";
import type { Alterations } from "../support/parts.js";
import { answering, reading, readingBodies, type Sent } from "./rewriting.js";

/** Something wrong with the API, and how the fuzzer has to name it. */
export interface PlantedBug {
  readonly name: string;
  readonly named: RegExp;
  readonly before?: NonNullable<Alterations["before"]>;
  readonly storage?: (storage: Storage) => Storage;
}

type Tasks = Storage["tasks"];

/** The same storage with a few methods of its tasks in place of others. */
const withTasks =
  (change: (tasks: Tasks) => Partial<TaskStore>) =>
  (storage: Storage): Storage => {
    const { tasks } = storage;
    const same: Tasks = {
      add: (...given) => tasks.add(...given),
      list: (...given) => tasks.list(...given),
      count: (...given) => tasks.count(...given),
      get: (...given) => tasks.get(...given),
      change: (...given) => tasks.change(...given),
      remove: (...given) => tasks.remove(...given),
      ownerOf: (id) => tasks.ownerOf(id),
    };
    return { ...storage, tasks: { ...same, ...change(tasks) } };
  };

const parsed = (text: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const escaped = (json: string): string =>
  json.replace(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const without = (headers: Sent["headers"], unwanted: string): Sent["headers"] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== unwanted));

const replaced = (sent: Sent, pattern: RegExp | string, replacement: string): Sent => ({
  ...sent,
  body: sent.body?.replace(pattern, replacement) ?? null,
});

const readingUrls = (change: (url: string) => string): NonNullable<PlantedBug["before"]> =>
  reading((req) => {
    req.url = change(req.url ?? "");
  });

const withoutRepetition = (text: string): string => {
  const [path, query] = text.split("?");
  const pairs = (query ?? "").split("&").map((pair) => [pair.split("=")[0], pair] as const);
  return query === undefined ? text : `${path}?${[...new Map(pairs).values()].join("&")}`;
};

const ANSWERS: readonly PlantedBug[] = [
  {
    name: "a header that refusals lack",
    named: /cache-control/,
    before: answering((sent) =>
      sent.status < 400 ? sent : { ...sent, headers: without(sent.headers, "Cache-Control") },
    ),
  },
  {
    name: "a field too many in a task",
    named: /must NOT have additional properties/,
    before: answering((sent) => replaced(sent, /"version":/, '"owner_email":null,"version":')),
  },
  {
    name: "a deletion that is answered 200",
    named: /DELETE.*expected 200 to be one of \[ 204 \]/,
    before: answering((sent, { method }) =>
      method === "DELETE" && sent.status === 204
        ? { ...sent, status: 200, body: '{"success":true,"message":"Gone","data":null}' }
        : sent,
    ),
  },
  {
    name: "a weak ETag",
    named: /header ETag is not as described/,
    before: answering((sent) => {
      const { ETag } = sent.headers;
      return ETag === undefined ? sent : { ...sent, headers: { ...sent.headers, ETag: `W/${ETag}` } };
    }),
  },
  {
    name: "a 405 without a request id in its body",
    named: /another method: expected undefined to equal/,
    before: answering((sent) => (sent.status === 405 ? replaced(sent, /,"request_id":"[^"]*"/, "") : sent)),
  },
  {
    name: "an origin that is allowed because it asks",
    named: /access-control-allow-origin/,
    before: answering((sent, { headers }) => {
      const origin = headers.origin ?? "*";
      return { ...sent, headers: { ...sent.headers, "Access-Control-Allow-Origin": origin } };
    }),
  },
  {
    name: "a refusal that tells of the inside",
    named: /not to match .*node_modules/,
    before: answering((sent) =>
      sent.status === 422 ? replaced(sent, '","details"', ' (app.js:12)","details"') : sent,
    ),
  },
];

const REQUESTS: readonly PlantedBug[] = [
  {
    name: "a request id of its own for everybody",
    named: /X-Request-Id .* was answered/,
    before: reading(({ headers }) => {
      delete headers["x-request-id"];
    }),
  },
  {
    name: "a version that nobody looks at",
    named: /another version: expected 20\d to be one of \[ 412 \]/,
    before: reading(({ headers }) => {
      delete headers["if-match"];
    }),
  },
  {
    name: "a body of another media type that is taken for JSON",
    named: /another media type: expected 20\d to be one of \[ 415 \]/,
    before: reading(({ headers }) => {
      headers["content-type"] = "application/json";
    }),
  },
  {
    name: "a limit of 1001",
    named: /a wrong limit in the query: expected 200 to be one of \[ 422 \]/,
    before: readingUrls((text) => text.replace("limit=1001", "limit=1000")),
  },
  {
    name: "a key that may be repeated in the query",
    named: /a repeated key in the query: expected 200 to be one of \[ 422 \]/,
    before: readingUrls(withoutRepetition),
  },
  {
    name: "a key that nobody knows, in the body",
    named: /wrong in the body: (owner|userId|isAdmin).*: expected 20\d to be one of \[ 422 \]/,
    before: readingBodies((text) => {
      const { owner, userId, isAdmin, ...known } = parsed(text);
      return [owner, userId, isAdmin].every((value) => value === undefined) ? text : escaped(JSON.stringify(known));
    }),
  },
  {
    name: "half a surrogate pair that is mended",
    named: /expected (20\d to be one of \[ 422 \]|.* is not what was written)/,
    before: readingBodies((text) => text.replace(/(?<!\\ud[89ab]..)\\ud(800|fff)(?!\\u)/g, "\\ufffd")),
  },
];

const STORES: readonly PlantedBug[] = [
  {
    name: "a bug at one length",
    named: /expected 500 to be one of \[ 20\d \]/,
    storage: withTasks((tasks) => ({
      add: async (owner, draft, at) => {
        if (draft.description.length === 1000) throw new RangeError("off by one");
        return tasks.add(owner, draft, at);
      },
    })),
  },
  {
    name: "a title counted in UTF-16 units",
    named: /a request without fault: expected 422 to be one of \[ 20\d \]/,
    storage: withTasks((tasks) => ({
      add: async (owner, draft, at) => {
        if (draft.title.length > 200) throw invalid({ path: "title", message: "is too long" });
        return tasks.add(owner, draft, at);
      },
    })),
  },
  {
    name: "a task of somebody else's that is forbidden instead of hidden",
    named: /somebody else's task: expected 403 to be one of \[ 404 \]/,
    storage: withTasks((tasks) => forbidForeignTasks(tasks, tasks)),
  },
  {
    name: "a list of the one who asked first",
    named: /a task in a list|it tells of|the tasks of/,
    storage: withTasks((tasks) => {
      let first: UserId | undefined;
      return {
        list: (owner, query) => {
          first ??= owner;
          return tasks.list(first, query);
        },
      };
    }),
  },
];

export const PLANTED_BUGS: readonly PlantedBug[] = [...ANSWERS, ...REQUESTS, ...STORES];

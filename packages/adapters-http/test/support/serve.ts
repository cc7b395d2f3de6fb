import { openMemoryStorage } from "@taskward/adapters-memory";
import {
  authenticate,
  type Clock,
  completeTask,
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  rememberAdmissions,
  replaceTask,
  type Storage,
  type TelemetryEvent,
  type TokenVerifier,
} from "@taskward/application";
import { isUserId, timestamp, unauthenticated } from "@taskward/domain";
import { Documented } from "@taskward/testing";
import type { Api } from "../../src/contracts/api.js";
import { createApp, type HttpApp, type HttpPorts, type HttpSettings, startServer } from "../../src/index.js";
import { openApiDocument } from "../../src/openapi.js";

export const ORIGIN = "https://app.example.com";

export const clock: Clock = { now: () => timestamp(Date.now()) };

/** A token is the id of its bearer. */
const verifier: TokenVerifier = {
  verify: (token) => {
    if (!isUserId(token) || token.startsWith("bad")) throw unauthenticated();
    return { id: token, email: null, name: null, expiresAt: Number.POSITIVE_INFINITY };
  },
};

export const portsOn = (storage: Storage): HttpPorts => ({
  authenticate: authenticate(verifier, rememberAdmissions(storage.users, { elapsed: () => performance.now() }), clock),
  createTask: createTask(storage.tasks, clock),
  listTasks: listTasks(storage.tasks),
  getTask: getTask(storage.tasks),
  replaceTask: replaceTask(storage.tasks, clock),
  editTask: editTask(storage.tasks, clock),
  completeTask: completeTask(storage.tasks, clock),
  deleteTask: deleteTask(storage.tasks),
  accounts: null,
  requestLimit: null,
  metrics: null,
  ready: () => storage.ready(),
});

export interface Served extends Api {
  readonly port: number;
  readonly app: HttpApp;
  /** The description of what it serves, which every answer is held against. */
  readonly documented: Documented;
  /** What the API has told so far. */
  readonly events: readonly TelemetryEvent[];
  stop(graceSeconds: number): Promise<boolean>;
}

/** Serves the API on a storage of its own in memory; `ports` and `settings` take the place of the usual ones. */
export const serve = async (ports: Partial<HttpPorts> = {}, settings: Partial<HttpSettings> = {}): Promise<Served> => {
  const events: TelemetryEvent[] = [];
  const report = (event: TelemetryEvent): void => void events.push(event);
  const all = { ...portsOn(openMemoryStorage()), ...ports };
  const app = createApp(all, { corsOrigins: [ORIGIN], trustProxy: 0, report, ...settings });
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  const documented = new Documented(
    openApiDocument({ localAccounts: all.accounts !== null, metrics: all.metrics !== null }),
  );
  return {
    app,
    documented,
    check: (...answer) => documented.expectAnswer(...answer),
    events,
    url: server.url,
    port: server.address.port,
    token: (user) => user,
    stop: (graceSeconds) => server.close(graceSeconds),
    close: () => server.close(0),
  };
};

import type { HttpPorts, HttpSettings, RequestHandler, RunningServer } from "@taskward/adapters-http";
import type { MetricsSnapshot } from "@taskward/adapters-telemetry";
import type { ExposeMetrics, Report } from "@taskward/application";
import { accountDisabled, DomainError, userId } from "@taskward/domain";
import type { Container } from "inversify";
import { compose, taskUseCasesOf } from "./compose.js";
import type { Settings } from "./settings.js";
import * as t from "./tokens.js";
import { type TaskUseCases, type UserTasks, userTasks } from "./user-tasks.js";

/** What one user can reach: their own tasks, and nothing else. */
export interface AsUser {
  readonly tasks: UserTasks;
}

/** Taskward, running in this process. */
export interface Taskward {
  /**
   * Everything that this user can do. The account is made on first use, as on a first request over HTTP. Throws
   * `invalid` when no user can have this id.
   */
  as(user: string): AsUser;

  /**
   * The HTTP API, to be mounted in a server of your own: `createServer(taskward.callback())` answers everything,
   * `app.use(taskward.callback())` in the manner of Express leaves to the next handler what is not the API's.
   */
  callback(): RequestHandler;

  /** Serves the HTTP API on the host and port of the settings. Rejects with `unavailable` when it cannot listen there. */
  listen(): Promise<RunningServer>;

  /** Resolves when the storage can go on no more and the process should end; usually never. */
  readonly failed: Promise<Error>;

  /**
   * Lets go of everything, of servers that `listen` has started, too; close servers of your own first. What is asked
   * afterwards rejects with `unavailable`. May be called twice.
   */
  close(): Promise<void>;
}

/** Taskward in a process that is all its own. */
export interface TaskwardProcess extends Taskward {
  /** Logs and counts what happens in the process beside requests. */
  readonly report: Report;
  /** The figures of this process. */
  snapshot(): Promise<MetricsSnapshot>;
}

/** What is different from a server in one process. */
export interface Start {
  /** Milliseconds to wait for a database that is not up yet; default: half a minute. */
  readonly patience?: number;
  /** What `/metrics` answers, where that is more than the figures of this process. */
  readonly expose?: ExposeMetrics;
  /** Whether it is reported where the server listens, and that it stops. Default true. */
  readonly announces?: boolean;
}

type Api = readonly [HttpPorts, HttpSettings];

const apiOf = (container: Container, useCases: TaskUseCases, expose?: ExposeMetrics): Api => {
  const { corsOrigins, trustProxy } = container.get(t.SETTINGS);
  const storage = container.get(t.STORAGE);
  const ports = {
    ...useCases,
    authenticate: container.get(t.AUTHENTICATE),
    requestLimit: container.get(t.REQUEST_LIMIT),
    accounts: container.get(t.ACCOUNTS),
    metrics: expose ?? container.get(t.METRICS).expose,
    ready: () => storage.ready(),
    congested: () => storage.congested?.() === true,
  };
  return [ports, { corsOrigins, trustProxy, report: container.get(t.REPORT) }];
};

const announced = (server: RunningServer, report: Report): RunningServer => {
  report({ kind: "notice", message: `Taskward is listening on ${server.url}` });
  return {
    ...server,
    close: (graceSeconds) => {
      report({ kind: "notice", message: "Taskward is stopping" });
      return server.close(graceSeconds);
    },
  };
};

type Http = Pick<typeof import("@taskward/adapters-http"), "createApp" | "requestHandler" | "startServer">;

const taskwardOf = (container: Container, http: Http, { expose, announces = true }: Start): TaskwardProcess => {
  const { createApp, requestHandler, startServer } = http;
  const settings = container.get(t.SETTINGS);
  const useCases = taskUseCasesOf(container);
  const app = createApp(...apiOf(container, useCases, expose));
  const admissions = container.get(t.ADMISSIONS);
  const clock = container.get(t.CLOCK);
  const report = container.get(t.REPORT);
  const servers: Promise<RunningServer>[] = [];
  const close = async (): Promise<void> => {
    const end = ({ close }: RunningServer): Promise<unknown> => close(settings.shutdownTimeout);
    // Why one cannot listen, whoever asked for it is told.
    await Promise.all(servers.map((beginning) => beginning.then(end, () => {})));
    await container.unbindAllAsync();
  };
  let closed: Promise<void> | undefined;
  return {
    as: (user) => {
      const id = userId(user);
      return {
        tasks: userTasks(useCases, async () => {
          const { disabledAt } = await admissions.admit({ id, email: null, name: null }, clock.now());
          if (disabledAt !== null) throw accountDisabled();
          return id;
        }),
      };
    },
    failed: container.get(t.STORAGE).failed,
    callback: () => requestHandler(app),
    listen: async () => {
      if (closed) throw new DomainError("unavailable", "Taskward has been closed");
      const beginning = startServer(app, settings);
      servers.push(beginning);
      const server = await beginning;
      return announces ? announced(server, report) : server;
    },
    close: () => (closed ??= close()),
    report,
    snapshot: () => container.get(t.METRICS).snapshot(),
  };
};

/** Puts Taskward together as the settings say. Rejects when the storage cannot be opened. */
export const startTaskward = async (settings: Settings, start: Start = {}): Promise<TaskwardProcess> => {
  // Loaded here, because commands that serve nothing start sooner without them.
  const { telemetryModule } = await import("./modules/telemetry.js");
  const http = await import("@taskward/adapters-http");
  const { patience } = start;
  return compose(settings, { patience, modules: [telemetryModule] }, (container) => taskwardOf(container, http, start));
};

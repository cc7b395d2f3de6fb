import { createApp, type HttpApp, type RunningServer, startServer } from "@taskward/adapters-http";
import { DomainError, userId } from "@taskward/domain";
import type { Container } from "inversify";
import { compose, taskUseCasesOf } from "./compose.js";
import { telemetryModule } from "./modules/telemetry.js";
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

  /** The HTTP API, to be mounted in a server of your own: `createServer(taskward.callback())`. */
  callback(): ReturnType<HttpApp["callback"]>;

  /** Serves the HTTP API on the host and port of the settings. */
  listen(): Promise<RunningServer>;

  /** Resolves when the storage can go on no more and the process should end; usually never. */
  readonly failed: Promise<Error>;

  /** Lets go of everything. Close servers first. May be called twice. */
  close(): Promise<void>;
}

const appOf = (container: Container, useCases: TaskUseCases): HttpApp => {
  const { corsOrigins, trustProxy } = container.get(t.SETTINGS);
  const storage = container.get(t.STORAGE);
  const ports = {
    ...useCases,
    authenticate: container.get(t.AUTHENTICATE),
    requestLimit: container.get(t.REQUEST_LIMIT),
    accounts: container.get(t.ACCOUNTS),
    metrics: container.get(t.METRICS).expose,
    ready: () => storage.ready(),
  };
  return createApp(ports, { corsOrigins, trustProxy, report: container.get(t.REPORT) });
};

const listen = async (app: HttpApp, container: Container): Promise<RunningServer> => {
  const report = container.get(t.REPORT);
  const server = await startServer(app, container.get(t.SETTINGS));
  report({ kind: "notice", message: `Taskward is listening on ${server.url}` });
  return {
    ...server,
    close: (graceSeconds) => {
      report({ kind: "notice", message: "Taskward is stopping" });
      return server.close(graceSeconds);
    },
  };
};

/** Puts Taskward together as the settings say. Rejects when the storage cannot be opened. */
export const startTaskward = async (settings: Settings): Promise<Taskward> => {
  const container = await compose(settings, { modules: [telemetryModule] });
  const useCases = taskUseCasesOf(container);
  const app = appOf(container, useCases);
  const admissions = container.get(t.ADMISSIONS);
  const clock = container.get(t.CLOCK);
  let closed: Promise<void> | undefined;
  return {
    as: (user) => {
      const id = userId(user);
      return {
        tasks: userTasks(useCases, async () => {
          const { disabledAt } = await admissions.admit({ id, email: null, name: null }, clock.now());
          if (disabledAt !== null) throw new DomainError("forbidden", "This account is disabled");
          return id;
        }),
      };
    },
    failed: container.get(t.STORAGE).failed,
    callback: () => app.callback(),
    listen: () => listen(app, container),
    close: () => (closed ??= container.unbindAllAsync()),
  };
};

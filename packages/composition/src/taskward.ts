import { createApp, type HttpApp, type HttpEvent, type RunningServer, startServer } from "@taskward/adapters-http";
import { DomainError, userId } from "@taskward/domain";
import { Container } from "inversify";
import { accountModule } from "./modules/accounts.js";
import { storageModule } from "./modules/storage.js";
import { taskModule } from "./modules/tasks.js";
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

  /** Lets go of everything. Close servers first. May be called twice. */
  close(): Promise<void>;
}

const compose = async (settings: Settings): Promise<Container> => {
  const container = new Container({ defaultScope: "Singleton" });
  container.bind(t.SETTINGS).toConstantValue(settings);
  container.load(storageModule, accountModule, taskModule);
  // The one thing that takes time to make; what depends on it is then made on the spot.
  await container.getAsync(t.STORAGE);
  return container;
};

const useCasesOf = (container: Container): TaskUseCases => ({
  createTask: container.get(t.CREATE_TASK),
  listTasks: container.get(t.LIST_TASKS),
  getTask: container.get(t.GET_TASK),
  replaceTask: container.get(t.REPLACE_TASK),
  editTask: container.get(t.EDIT_TASK),
  completeTask: container.get(t.COMPLETE_TASK),
  deleteTask: container.get(t.DELETE_TASK),
});

const appOf = (container: Container, useCases: TaskUseCases, log: (event: HttpEvent) => void): HttpApp => {
  const { corsOrigins, trustProxy, rateLimit } = container.get(t.SETTINGS);
  const storage = container.get(t.STORAGE);
  const ports = {
    ...useCases,
    authenticate: container.get(t.AUTHENTICATE),
    accounts: container.get(t.ACCOUNTS),
    ready: () => storage.ready(),
  };
  return createApp(ports, { corsOrigins, trustProxy, rateLimit, log });
};

/** Puts Taskward together as the settings say. Rejects when the storage cannot be opened. */
export const startTaskward = async (
  settings: Settings,
  log: (event: HttpEvent) => void = () => {},
): Promise<Taskward> => {
  const container = await compose(settings);
  const useCases = useCasesOf(container);
  const app = appOf(container, useCases, log);
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
    callback: () => app.callback(),
    listen: () => startServer(app, settings),
    close: () => (closed ??= container.unbindAllAsync()),
  };
};

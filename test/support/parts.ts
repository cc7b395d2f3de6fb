import { isCommonPassword } from "@taskward/adapters-auth";
import { createApp, type HttpApp, type HttpSettings, startServer } from "@taskward/adapters-http";
import type { Api } from "@taskward/adapters-http/contracts/api";
import {
  authenticate,
  type Clock,
  completeTask,
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  type PasswordHasher,
  replaceTask,
  type Storage,
  signIn,
  signUp,
} from "@taskward/application";
import { timestamp, userId } from "@taskward/domain";

/** A clock that moves when it has been looked at a few times, and for no other reason. */
const tickingClock = (): Clock => {
  let looks = 0;
  return { now: () => timestamp(Date.UTC(2026, 0, 31, 12) + Math.floor(looks++ / 5)) };
};

/** For admissions: how often somebody is looked at depends on when the body of their request comes. */
const stoppedClock: Clock = { now: () => timestamp(Date.UTC(2026, 0, 31, 12)) };

const hasher: PasswordHasher = {
  hash: async (password) => `$plain$${password}`,
  verify: async (hash, password) => hash === `$plain$${password}`,
  isOutdated: () => false,
};

const always = async (): Promise<void> => {};

const accountsOn = ({ credentials }: Storage, clock: Clock) => {
  let users = 0;
  const ids = { newUserId: () => userId(`local-${++users}`) };
  const tokens = { issue: ({ id }: { id: string }) => ({ token: id, expiresAt: timestamp(Date.UTC(2027, 0, 1)) }) };
  const policy = { min: 8, max: 128, isCommon: isCommonPassword };
  return {
    signUp: signUp({ credentials, hasher, limit: { take: always }, ids, tokens, clock, policy }),
    signIn: signIn({
      credentials,
      hasher,
      limit: { attempt: always, succeeded: always, release: always },
      tokens,
    }),
    policy,
  };
};

export interface Alterations {
  readonly settings?: Partial<HttpSettings>;
  /** Gets every request before the API does. */
  readonly before?: HttpApp["middleware"][number];
}

/** The API on this storage, with nothing in it that time or chance decides. A token is the id of its bearer. */
export const servedOn = async (storage: Storage, { settings, before }: Alterations = {}): Promise<Api> => {
  const clock = tickingClock();
  const { tasks, users } = storage;
  const verifier = {
    verify: (token: string) => ({ id: userId(token), email: null, name: null, expiresAt: Number.POSITIVE_INFINITY }),
  };
  const ports = {
    authenticate: authenticate(verifier, users, stoppedClock),
    createTask: createTask(tasks, clock),
    listTasks: listTasks(tasks),
    getTask: getTask(tasks),
    replaceTask: replaceTask(tasks, clock),
    editTask: editTask(tasks, clock),
    completeTask: completeTask(tasks, clock),
    deleteTask: deleteTask(tasks),
    accounts: accountsOn(storage, clock),
    requestLimit: null,
    metrics: null,
    ready: () => storage.ready(),
  };
  const app = createApp(ports, { corsOrigins: [], trustProxy: 0, ...settings });
  if (before) app.middleware.unshift(before);
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  return {
    url: server.url,
    token: (user) => user,
    close: async () => {
      await server.close(1);
      await storage.close();
    },
  };
};

// A program that uses what the packages show, and tries what must not compile. It is compiled where they are installed.
import { createServer } from "node:http";
import * as adaptersAuth from "@taskward/adapters-auth";
import * as adaptersHttp from "@taskward/adapters-http";
import * as adaptersMemory from "@taskward/adapters-memory";
import * as adaptersPg from "@taskward/adapters-pg";
import * as adaptersTelemetry from "@taskward/adapters-telemetry";
import type { Storage, TaskStore } from "@taskward/application";
import * as application from "@taskward/application";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import * as composition from "@taskward/composition";
import * as domain from "@taskward/domain";
import type { RunningServer, TaskList, TaskwardOptions, UserTasks } from "taskward";
import * as taskwardPackage from "taskward";
import { DomainError, type ErrorCode, openTaskward, type Position, type Task, type Taskward } from "taskward";

const options: TaskwardOptions = {
  databaseUrl: "memory:",
  foreignTasks: "forbid",
  corsOrigins: ["https://a.example"],
  port: 0,
};
const taskward: Taskward = await openTaskward(options);
const ann: UserTasks = taskward.as("ann").tasks;
const task: Task = await ann.create({ title: "Buy milk" });
const list: TaskList = await ann.list({ order: { key: "title", descending: true }, after: null, count: true });
const next: Position | null = list.next;
const codes: ErrorCode[] = [new DomainError("stale", "x").code];
const createdAt: string = task.createdAt;
await ann.edit(task.id, { ...task, title: `${createdAt} ${next?.key}` }, { ifVersion: task.version });

createServer(taskward.callback());
const server: RunningServer = await taskward.listen();
const port: number = server.address.port;
await adaptersHttp.startServer({} as adaptersHttp.HttpApp, { host: "::1", port });

const database = adaptersPg.connect({ url: "postgres://db.example/tasks" });
const store: TaskStore = adaptersPg.openPgStorage(database).tasks;
const changed: Task = await store.change(task.owner, task.id, { completed: "toggle" }, task.updatedAt);
domain.change(changed, domain.complete, changed.updatedAt);

const openMemory: () => Promise<Storage> = async () => adaptersMemory.openMemoryStorage();
describeTaskStore("The memory", openMemory);

// @ts-expect-error no such word
await openTaskward({ foreignTasks: "nope" });
// @ts-expect-error no such option
await openTaskward({ databaseURL: "memory:" });
// @ts-expect-error an owner cannot be named
await ann.create({ title: "x", owner: "bob" });
// @ts-expect-error nor be put first
await ann.get("bob", task.id);
// @ts-expect-error readonly
task.version = 2;
// @ts-expect-error no such code
codes.push("nope");

// Whatever type is behind a name can itself be named from outside; otherwise this has no declaration.
export const everything = {
  ...adaptersAuth,
  ...adaptersHttp,
  ...adaptersMemory,
  ...adaptersPg,
  ...adaptersTelemetry,
  ...application,
  ...composition,
  ...domain,
  ...taskwardPackage,
};

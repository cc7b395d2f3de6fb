// node examples/adapter/start.mjs [directory] [port]
// The HTTP API on the adapter, put together by hand: use cases take ports, the API takes use cases.
import { randomBytes } from "node:crypto";
import { hs256Verifier, tokenIssuer } from "@taskward/adapters-auth";
import { createApp, startServer } from "@taskward/adapters-http";
import {
  authenticate,
  completeTask,
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  replaceTask,
} from "@taskward/application";
import { timestamp } from "@taskward/domain";
import { openFileTasks } from "./file-tasks.mjs";

const [directory = ".taskward/files", port = "8000"] = process.argv.slice(2);

const { tasks, users, close } = openFileTasks(directory);
const clock = { now: () => timestamp(Date.now()) };
const tokens = { secret: randomBytes(32).toString("base64url"), issuer: null, audience: null, subject: "any" };

const app = createApp(
  {
    createTask: createTask(tasks, clock),
    listTasks: listTasks(tasks),
    getTask: getTask(tasks),
    replaceTask: replaceTask(tasks, clock),
    editTask: editTask(tasks, clock),
    completeTask: completeTask(tasks, clock),
    deleteTask: deleteTask(tasks),
    authenticate: authenticate(hs256Verifier(tokens), users, clock),
    accounts: null,
    requestLimit: null,
    metrics: null,
    ready: async () => {},
  },
  { corsOrigins: [], trustProxy: 0 },
);
const server = await startServer(app, { host: "127.0.0.1", port: Number(port) });

const { token } = tokenIssuer(tokens).issue({ id: "ann", email: null, name: "Ann" });
console.log(`
  Taskward is listening on ${server.url}, with its tasks in files in ${directory}. Try, in another terminal:

curl -s ${server.url}/api/v1/tasks -H 'Content-Type: application/json' -d '{"title":"Buy milk"}' \\
  -H 'Authorization: Bearer ${token}'
`);

const stop = async () => {
  await server.close();
  await close();
};
process.once("SIGINT", () => void stop());

// node examples/library/server.mjs [port]
// The HTTP API in a server of one's own. The same handler goes into Express: `app.use(taskward.callback())`.
import { once } from "node:events";
import { createServer } from "node:http";
import { openTaskward } from "taskward";

const [port = "8000"] = process.argv.slice(2);
const taskward = await openTaskward({ databaseUrl: "memory:" });
const api = taskward.callback();

const page = async (res) => {
  const { total } = await taskward.as("ann").tasks.list({ limit: 1, count: true });
  res.setHeader("Content-Type", "text/plain").end(`Ann has ${total} tasks.\n`);
};

// What is not the API's is left to the third argument.
const server = createServer((req, res) => api(req, res, () => void page(res)));
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
console.log(`The API is at http://127.0.0.1:${server.address().port}/api/v1, a page of the program's own at /`);

const stop = async () => {
  server.close();
  server.closeIdleConnections();
  await once(server, "close");
  await taskward.close();
};
process.once("SIGINT", () => void stop());

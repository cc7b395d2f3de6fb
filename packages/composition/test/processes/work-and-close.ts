import { openTaskward, type TaskwardOptions } from "../../src/index.js";

// Opens Taskward with the options named, works with it in every way, closes it, and says how far it came. What happens
// then is up to what is left behind: nothing here ends the process.

const options: TaskwardOptions = JSON.parse(process.argv[2] ?? "{}");
const listeners = (): string =>
  JSON.stringify(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));

const before = listeners();
const taskward = await openTaskward({ ...options, port: 0 });
const ann = taskward.as("ann").tasks;
const { id } = await ann.create({ title: "Buy milk" });
await ann.complete(id);
await taskward.as("bob").tasks.get(id).catch(String);

const { url } = await taskward.listen();
const statuses: number[] = [];
for (const path of ["/api/v1/auth/signup", "/api/v1/auth/signin", "/readyz", "/metrics", "/openapi.json", "/docs"]) {
  const account = JSON.stringify({ email: "ann@example.com", password: "correct horse battery" });
  const response = await fetch(url + path, {
    headers: { Connection: "close", "Content-Type": "application/json" },
    ...(path.includes("auth") && { method: "POST", body: account }),
  });
  await response.arrayBuffer();
  statuses.push(response.status);
}
await taskward.close();
process.stdout.write(`${statuses.join(" ")}, ${listeners() === before ? "nobody" : listeners()} listens\n`);

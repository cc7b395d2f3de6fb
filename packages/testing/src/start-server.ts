import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const KEEPER = fileURLToPath(new URL("keep-server.js", import.meta.url));

/**
 * Starts a PostgreSQL server and says its URL. It runs beside a process of its own, which watches the pipe to us: when
 * we end, killed or not, the pipe closes, and that process stops the server and removes its data. A `durable` one is set
 * up as in production: for measuring. A directory `place` is removed with it.
 */
export const startServer = async ({ durable = false, place = "" } = {}): Promise<string> => {
  // Detached, so that Ctrl-C stops us but not the one who has to clean up after us.
  const keeper = spawn(process.execPath, [KEEPER, durable ? "durable" : "quick", place], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = once(createInterface(keeper.stdout), "line") as Promise<[string]>;
  const end = once(keeper, "exit").then(([code]) => {
    throw new Error(`The PostgreSQL server for the tests did not start (exit code ${code})`);
  });
  const [url] = await Promise.race([line, end]);
  end.catch(() => {});
  // Nothing of it keeps this process alive.
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stdout]) (pipe as unknown as { unref(): void }).unref();
  return url;
};

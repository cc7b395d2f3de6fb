import { once } from "node:events";
import { connect, createServer } from "node:net";
import { basename } from "node:path";

/** The longest path that a socket may have on every system, in bytes. */
const PATH_LENGTH = 100;

/** On Windows a beacon is a named pipe. Those are in no directory; but the path ends in a name that nobody else has. */
const addressOf = (path: string): string =>
  process.platform === "win32" ? `\\\\.\\pipe\\taskward-${basename(path)}` : path;

/**
 * Lights a beacon: a socket that the system keeps open exactly as long as this process lives, seen from every container
 * of this system that shares the directory, and from no other system. Resolves to how to put it out, or to null where
 * there can be none.
 */
export const lightBeacon = async (path: string): Promise<(() => void) | null> => {
  const address = addressOf(path);
  if (Buffer.byteLength(address) > PATH_LENGTH) return null;
  const server = createServer((visitor) => visitor.destroy());
  try {
    await once(server.listen(address).unref(), "listening");
  } catch {
    return null;
  }
  server.on("error", () => {});
  return () => server.close();
};

/** Whether somebody of this system keeps the beacon up. A process that was stopped still does: the system answers for it. */
export const isLit = async (path: string): Promise<boolean> => {
  const visitor = connect(addressOf(path));
  try {
    await once(visitor, "connect");
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code !== "ECONNREFUSED" && code !== "ENOENT";
  } finally {
    visitor.destroy();
  }
};

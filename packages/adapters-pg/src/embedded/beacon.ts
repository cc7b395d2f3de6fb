import { once } from "node:events";
import { connect, createServer } from "node:net";

/** The longest path that a socket may have on every system, in bytes. */
const PATH_LENGTH = 100;

const fits = (path: string): boolean => process.platform !== "win32" && Buffer.byteLength(path) <= PATH_LENGTH;

/**
 * Lights a beacon: a socket that the system keeps open exactly as long as this process lives, seen from every container
 * that shares the directory. Resolves to how to put it out, or to null where there can be none.
 */
export const lightBeacon = async (path: string): Promise<(() => void) | null> => {
  if (!fits(path)) return null;
  const server = createServer((visitor) => visitor.destroy());
  try {
    await once(server.listen(path).unref(), "listening");
  } catch {
    return null;
  }
  server.on("error", () => {});
  return () => server.close();
};

/** Whether somebody keeps the beacon up. A process that was stopped still does: the system answers for it. */
export const isLit = async (path: string): Promise<boolean> => {
  const visitor = connect(path);
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

import { readdirSync, readFileSync } from "node:fs";

const parentOf = (pid: string): number => {
  try {
    return Number(/^PPid:\t([0-9]+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return 0;
  }
};

/** Signals a process first, so that a stopped one starts no more, and then those that it has started. On Linux. */
export const signalFamily = (pid: number, signal: NodeJS.Signals): void => {
  const send = (to: number): void => {
    try {
      process.kill(to, signal);
    } catch {
      // It ended meanwhile.
    }
  };
  send(pid);
  for (const name of readdirSync("/proc")) if (parentOf(name) === pid) send(Number(name));
};

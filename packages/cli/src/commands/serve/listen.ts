import type { RunningServer, TaskwardProcess } from "@taskward/composition";

/** What to do about it, by the system's code for why nobody can listen. */
const REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: "stop what listens there, or set PORT",
  EACCES: "set PORT to one above 1023",
  EADDRNOTAVAIL: "set HOST to an address of this machine",
  ENOTFOUND: "set HOST to an address of this machine",
};

const remedyFor = ({ cause }: Error): string | undefined =>
  cause instanceof Error && "code" in cause ? REMEDIES[String(cause.code)] : undefined;

/** Has it listen. Rejects, when it cannot, with what to do about it besides the reason: here HOST and PORT have these names. */
export const listen = async (taskward: TaskwardProcess): Promise<RunningServer> => {
  try {
    return await taskward.listen();
  } catch (error) {
    const remedy = error instanceof Error ? remedyFor(error) : undefined;
    if (!(error instanceof Error) || remedy === undefined) throw error;
    throw new Error(`${error.message}; ${remedy}`, { cause: error });
  }
};

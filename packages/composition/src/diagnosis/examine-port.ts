import { once } from "node:events";
import { createServer } from "node:net";
import type { Settings } from "../settings.js";
import { type Finding, fault, ok, reasonOf, unknown } from "./finding.js";

/** Milliseconds that a server already there may take to say whether it is well. */
const PATIENCE = 1_000;

const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "Choose a PORT above 1023, or let this user listen on it.",
  EADDRNOTAVAIL: "Set HOST to an address of this machine, 0.0.0.0 for all of them.",
  ENOTFOUND: "Set HOST to an address of this machine, 0.0.0.0 for all of them.",
};

const addressOf = (host: string, port: number): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

const isTaskward = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(`http://${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "success" in body;
  } catch {
    return false;
  }
};

/** Whose a Taskward must be that listens already, as far as the store tells: a server listens only when it has opened it. */
export type Whose = "ours" | "another's" | "anybody's";

const taken: Readonly<Record<Whose, (address: string) => Finding>> = {
  ours: (address) => ok("port", `Taskward listens on ${address}`),
  "another's": (address) =>
    fault(
      "port",
      `another Taskward listens on ${address}: nobody has this one's store open`,
      "Stop that one where it was started, or set PORT to another one.",
    ),
  "anybody's": (address) =>
    unknown("port", `a Taskward listens on ${address} already; if it is not this one, stop it or set PORT`),
};

/** Says whether the server could listen where it is to, or does. */
export const examinePort = async ({ host, port }: Settings, whose: Whose): Promise<Finding> => {
  const address = addressOf(host, port);
  const server = createServer();
  try {
    await once(server.listen(port, host), "listening");
    return ok("port", port === 0 ? "any free port will do" : `${address} is free`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EADDRINUSE" && (await isTaskward(address))) return taken[whose](address);
    return code === "EADDRINUSE"
      ? fault("port", `another program listens on ${address}`, "Stop that program, or set PORT to another one.")
      : fault("port", `nothing can listen on ${address}: ${reasonOf(error)}`, REMEDIES[code] ?? "Check HOST and PORT.");
  } finally {
    server.close();
  }
};

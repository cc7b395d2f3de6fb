import { once } from "node:events";
import { createServer } from "node:net";
import type { Settings } from "../settings.js";
import { type Finding, fault, ok, reasonOf } from "./finding.js";

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

/** Says whether the server could listen where it is to. */
export const examinePort = async ({ host, port }: Settings): Promise<Finding> => {
  const address = addressOf(host, port);
  const server = createServer();
  try {
    await once(server.listen(port, host), "listening");
    return ok("port", port === 0 ? "any free port will do" : `${address} is free`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EADDRINUSE" && (await isTaskward(address))) return ok("port", `Taskward listens on ${address}`);
    return code === "EADDRINUSE"
      ? fault("port", `another program listens on ${address}`, "Stop that program, or set PORT to another one.")
      : fault("port", `nothing can listen on ${address}: ${reasonOf(error)}`, REMEDIES[code] ?? "Check HOST and PORT.");
  } finally {
    server.close();
  }
};

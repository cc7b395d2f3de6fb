import type { IncomingMessage } from "node:http";
import { parsePositiveInteger, type Task } from "@taskward/domain";

export const etagOf = (task: Task): string => `"${task.version}"`;

const tags = (header: string): string[] => header.split(",").map((tag) => tag.trim());

/**
 * The versions that If-Match allows; undefined when any will do. A weak tag, or one that is not ours, allows none
 * (RFC 9110, section 13.1.1).
 */
export const allowedVersions = ({ headers }: IncomingMessage): readonly number[] | undefined => {
  const header = headers["if-match"];
  if (header === undefined || header.trim() === "*") return undefined;
  return tags(header)
    .map((tag) => parsePositiveInteger(/^"(\d+)"$/.exec(tag)?.[1] ?? ""))
    .filter((version) => version !== null);
};

/** Whether If-None-Match says that the caller has this version already (RFC 9110, section 13.1.2: weak tags count). */
export const isKnownToCaller = ({ headers }: IncomingMessage, task: Task): boolean => {
  const header = headers["if-none-match"];
  if (header === undefined) return false;
  return header.trim() === "*" || tags(header).some((tag) => tag.replace(/^W\//, "") === etagOf(task));
};

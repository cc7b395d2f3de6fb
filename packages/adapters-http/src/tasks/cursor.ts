import {
  codePoints,
  isStorable,
  isTaskId,
  isTimestamp,
  type Position,
  type TaskOrder,
  TITLE_LENGTH,
} from "@taskward/domain";

/** A place in a list as text: opaque to clients, and good only for the sort it was made with. */
export const encodeCursor = (sort: string, { key, id }: Position): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString("base64url");

const isTitle = (text: string): boolean => text !== "" && isStorable(text) && codePoints(text) <= TITLE_LENGTH;

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return null;
  }
};

/** The place that a cursor names; null unless `encodeCursor` gave exactly this text for this sort. */
export const decodeCursor = (cursor: string, sort: string, order: TaskOrder): Position | null => {
  const parts = parse(cursor);
  if (!Array.isArray(parts)) return null;
  const [, key, id] = parts as unknown[];
  if (typeof key !== "string" || !isTaskId(id)) return null;
  if (!(order.key === "title" ? isTitle(key) : isTimestamp(key))) return null;
  const position = { key, id };
  return encodeCursor(sort, position) === cursor ? position : null;
};

import { DomainError } from "@taskward/domain";

const isAway = (error: Error): boolean => error instanceof DomainError && error.code === "unavailable";

/** What went wrong. Why the storage cannot be reached is kept from callers of the API, and told to whoever runs it. */
export const sentence = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (isAway(error) && error.cause !== undefined) return `${error.message}: ${sentence(error.cause)}`;
  return error.message === "" && "code" in error ? String(error.code) : error.message;
};

/** Knex's error when no connection was to be had; it takes the pool for full, where it is the database that says nothing. */
const SILENCE = "KnexTimeoutError";

/** The first error that says anything: one that stands for several (each address of a host) may say nothing itself. */
const reasonOf = (error: Error): string => {
  if (error.name === SILENCE) return "it did not answer in time";
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  if (error.message !== "" || !(first instanceof Error)) return error.message;
  return first.message;
};

/** Whether it is of the connection: the system's errors have a code, and the driver's own are plain ones. */
const isOfConnection = (error: Error): boolean =>
  "code" in error || error instanceof AggregateError || error.name === SILENCE || error.name === "Error";

/** An error of the database's driver in a sentence; one that has a sentence of its own stays as it is. */
export const databaseFault = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if ("severity" in error) return new Error(`The database refused: ${reasonOf(error)}`, { cause: error });
  if (isOfConnection(error)) return new Error(`The database cannot be reached: ${reasonOf(error)}`, { cause: error });
  return error;
};

/** The first error that says anything: one that stands for several (each address of a host) may say nothing itself. */
const reasonOf = (error: Error): string => {
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  if (error.message !== "" || !(first instanceof Error)) return error.message;
  return first.message;
};

/** An error of the database's driver in a sentence; one that has a sentence of its own stays as it is. */
export const databaseFault = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if ("severity" in error) return new Error(`The database refused: ${reasonOf(error)}`, { cause: error });
  if ("code" in error || error instanceof AggregateError || error.name === "KnexTimeoutError")
    return new Error(`The database cannot be reached: ${reasonOf(error)}`, { cause: error });
  return error;
};

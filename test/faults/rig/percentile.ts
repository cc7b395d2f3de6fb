/** What the given share of these, such as 0.99, did not exceed. Of none it is too much for any bound. */
export const percentile = (values: readonly number[], share: number): number => {
  const inOrder = values.toSorted((one, other) => one - other);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.POSITIVE_INFINITY;
};

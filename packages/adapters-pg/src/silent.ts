const nothing = (): void => {};

/** Keeps Knex from printing: whatever it has to say comes as an error, too, and is logged where that is caught. */
export const silent = { debug: nothing, deprecate: nothing, error: nothing, warn: nothing };

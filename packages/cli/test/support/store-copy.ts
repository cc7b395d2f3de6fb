import { storeCopy as copyOf } from "@taskward/testing";
import { migrate } from "./migrated.js";

/** The directory of an embedded store of one's own, closed and with the schema in it. */
export const storeCopy = (): Promise<string> => copyOf((directory) => migrate(`pglite:${directory}`));

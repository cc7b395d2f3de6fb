import { cpSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "./temporary-directory.js";

const { TEST_STORE: given } = process.env;
let original: Promise<string> | undefined = given ? Promise.resolve(given) : undefined;

const madeBy = async (make: (directory: string) => Promise<void>): Promise<string> => {
  const directory = join(temporaryDirectory(), "store");
  await make(directory);
  return directory;
};

/**
 * The directory of an embedded store of one's own, closed and with the schema in it, which goes with this process. Making
 * one takes seconds: it is a copy of the one that `TEST_STORE` names, or else of the one that `make` made for the first.
 */
export const storeCopy = async (make: (directory: string) => Promise<void>): Promise<string> => {
  original ??= madeBy(make);
  const directory = join(temporaryDirectory(), "store");
  cpSync(await original, directory, { recursive: true });
  return directory;
};

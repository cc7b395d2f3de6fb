import { print } from "./print.js";

/** Prints one JSON document. */
export const printJson = (value: unknown): Promise<void> => print(`${JSON.stringify(value, null, 2)}\n`);

/** Prints one JSON document, an array with a line for each item, without holding them all. */
export const printJsonArray = async (items: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> => {
  let separator = "[\n";
  for await (const item of items) {
    await print(`${separator}${JSON.stringify(item)}`);
    separator = ",\n";
  }
  await print(separator === "[\n" ? "[]\n" : "\n]\n");
};

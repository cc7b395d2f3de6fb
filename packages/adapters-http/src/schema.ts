import { z } from "zod";

const needed =
  (message: string) =>
  ({ input }: { input?: unknown }): string =>
    input === undefined ? "is required" : message;

/** A text of any length: how long it may be is for the domain to say, which counts code points. */
export const text = () => z.string({ error: needed("must be text") });

export const flag = () => z.boolean({ error: needed("must be true or false") });

/** A JSON object with these members and no others. */
export const object = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, { error: "must be a JSON object" });

/** A moment as it is written: `2026-01-31T12:00:00.000Z`. */
export const moment = () => z.iso.datetime({ precision: 3 });

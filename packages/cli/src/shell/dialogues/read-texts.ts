import { edit } from "@taskward/domain";

/** A title, if a task may have it. Throws `invalid`. */
export const readTitle = (line: string): string => edit({ title: line }).title ?? line;

/** A description, if a task may have it. Throws `invalid`. */
export const readDescription = (line: string): string => edit({ description: line }).description ?? line;

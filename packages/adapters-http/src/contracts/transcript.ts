import * as fc from "fast-check";
import type { Api } from "./api.js";
import { histories, live, sweep } from "./isolation/history.js";
import { type ApiDocument, routesOf } from "./isolation/routes.js";
import type { Exchange } from "./isolation/world.js";

export interface TranscriptOptions {
  /** Of 100 operations each, besides one over every route. */
  readonly histories: number;
  readonly seed: number;
}

/**
 * All that three users ask in random histories, and what they are answered; the API must be new, and hide foreign tasks.
 * Two APIs with the same clock that give different transcripts for one seed do not mean the same.
 */
export const transcriptOf = async (
  api: Api,
  { histories: numRuns, seed }: TranscriptOptions,
): Promise<readonly Exchange[]> => {
  const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as ApiDocument;
  const routes = routesOf(document).filter(({ path }) => path.startsWith("/api/"));
  const transcript: Exchange[] = [];
  const record = (exchange: Exchange) => transcript.push(exchange);
  const lives = [sweep(routes, seed), ...fc.sample(histories(routes), { seed, numRuns })];
  for (const [n, steps] of lives.entries()) {
    const canaries = ["ann", "bob", "eve"].map((name) => `${name}z${n}z`);
    await live(api, steps, { foreign: "hide", canaries, record });
  }
  return transcript;
};

import { refusalOf } from "../errors.js";
import type { MediaType, Response, Responses } from "./document.js";
import { refused } from "./examples.js";
import { headerRefs } from "./headers.js";
import { PROTOCOL_REFUSALS, REFUSALS, type RefusalName } from "./refusals.js";
import { schemaRef } from "./schemas.js";

/** A response with a JSON body. */
export const jsonResponse = (description: string, body: MediaType, headers: readonly string[] = []): Response => ({
  description,
  headers: headerRefs(headers),
  content: { "application/json": body },
});

/** Every kind of refusal, to be referred to by name. */
export const refusalResponses = (names: Iterable<RefusalName>): Readonly<Record<string, Response>> => ({
  ...Object.fromEntries(
    [...names].map((name) => {
      const {
        description,
        error,
        headers = [],
      }: (typeof REFUSALS)[RefusalName] & { headers?: readonly string[] } = REFUSALS[name];
      return [
        name,
        jsonResponse(description, { schema: schemaRef("ErrorEnvelope"), example: refused(error) }, headers),
      ];
    }),
  ),
  OtherRefusal: jsonResponse("Whatever else HTTP may ask for; every refusal has this form", {
    schema: schemaRef("ErrorEnvelope"),
    examples: Object.fromEntries(
      Object.entries(PROTOCOL_REFUSALS).map(([name, { description, error }]) => [
        name,
        { summary: description, value: refused(error) },
      ]),
    ),
  }),
});

// Before anything else is known of a request, it can be broken, find a bug, or come while the server stops.
const ANY: readonly RefusalName[] = ["BadRequest", "InternalError", "ServiceUnavailable"];

/** The refusals of an operation: these, and those that every operation has. */
export const refusals = (...names: readonly RefusalName[]): Responses => ({
  ...Object.fromEntries(
    [...names, ...ANY].map((name) => [
      refusalOf(REFUSALS[name].error).status,
      { $ref: `#/components/responses/${name}` },
    ]),
  ),
  default: { $ref: "#/components/responses/OtherRefusal" },
});

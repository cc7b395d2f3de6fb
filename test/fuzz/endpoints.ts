import type { ApiDescription, Documented, Operation, Parameter, Schema } from "@taskward/testing";

const VERBS = ["get", "put", "post", "patch", "delete", "options", "head", "trace"] as const;

/** One operation of the description, and all that is needed to ask for it. */
export interface Endpoint {
  /** `PATCH /tasks/{id}` */
  readonly key: string;
  readonly id: string;
  readonly method: string;
  readonly template: string;
  /** What may stand before the template: one for each server. */
  readonly bases: readonly string[];
  readonly needsToken: boolean;
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  /** Request headers, in lower case. */
  readonly inHeaders: ReadonlySet<string>;
  readonly body: Schema | null;
  readonly needsBody: boolean;
  /** As the description has them: `200`, `default`. */
  readonly statuses: readonly string[];
  readonly successes: readonly number[];
  /** Whether a success is in the envelope, too. */
  readonly enveloped: boolean;
}

const baseOf = (url: string): string => new URL(url, "http://api.invalid").pathname.replace(/\/$/, "");

const isEnveloped = (documented: Documented, operation: Operation, successes: readonly number[]): boolean =>
  successes.every((status) => {
    const { content } = documented.responseOf(operation, status);
    return content === undefined || content["application/json"]?.schema["$ref"] !== undefined;
  });

/** Every operation of the description, those that nobody has thought of yet included. */
export const endpointsOf = (description: ApiDescription, documented: Documented): readonly Endpoint[] =>
  Object.entries(description.paths).flatMap(([template, item]) =>
    VERBS.flatMap((verb) => {
      const operation = item[verb];
      if (operation === undefined) return [];
      const parameters = (operation.parameters ?? []).map((parameter) => documented.resolve(parameter));
      const among = (place: string): readonly Parameter[] => parameters.filter((parameter) => parameter.in === place);
      const statuses = Object.keys(operation.responses);
      const successes = statuses.filter((status) => /^2\d\d$/.test(status)).map(Number);
      return [
        {
          key: `${verb.toUpperCase()} ${template}`,
          id: operation.operationId,
          method: verb.toUpperCase(),
          template,
          bases: (item.servers ?? description.servers).map(({ url }) => baseOf(url)),
          needsToken: operation.security?.length !== 0,
          inPath: among("path"),
          inQuery: among("query"),
          inHeaders: new Set(among("header").map(({ name }) => name.toLowerCase())),
          body: operation.requestBody?.content["application/json"]?.schema ?? null,
          needsBody: operation.requestBody?.required ?? false,
          statuses,
          successes,
          enveloped: isEnveloped(documented, operation, successes),
        },
      ];
    }),
  );

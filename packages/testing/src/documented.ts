import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import {
  type ApiDescription,
  type Header,
  METHODS,
  type Operation,
  type Reference,
  type Response,
  type Schema,
} from "./api-description.js";

/** An answer as it came. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

// What comes before any operation; only these may be covered by a `default` response.
const PROTOCOL = new Set([405, 408, 417, 431]);
const NO_BODY = new Set([204, 304]);
const ENVELOPE: Schema = { $ref: "#/components/schemas/ErrorEnvelope" };

/** The method as the document has it: whatever answers GET answers HEAD. */
const methodOf = (method: string): (typeof METHODS)[number] =>
  (method === "HEAD" ? "get" : method.toLowerCase()) as (typeof METHODS)[number];

const demand = (fulfilled: boolean, fault: string): void => {
  if (!fulfilled) throw new Error(fault);
};

/** An OpenAPI document, to hold answers against. */
export class Documented {
  readonly #document: ApiDescription;
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false });
  readonly #validators = new Map<Schema, ValidateFunction>();
  readonly #templates: readonly { readonly path: string; readonly pattern: RegExp; readonly atRoot: boolean }[];

  constructor(document: ApiDescription) {
    this.#document = document;
    formats.default(this.#ajv);
    this.#templates = Object.entries(document.paths).map(([path, { servers }]) => ({
      path,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
      atRoot: servers !== undefined,
    }));
  }

  /** What is at fault in a value; null when it is as the schema says. */
  faults(schema: Schema, value: unknown): string | null {
    let validate = this.#validators.get(schema);
    if (validate === undefined) {
      validate = this.#ajv.compile({ ...schema, components: this.#document.components });
      this.#validators.set(schema, validate);
    }
    return validate(value) ? null : this.#ajv.errorsText(validate.errors);
  }

  /** The methods that the document has for the path of a URL, as it writes them; none when there is no such path. */
  methods(url: string): readonly string[] {
    const item = this.#itemOf(url);
    return item === undefined ? [] : METHODS.filter((method) => item[method] !== undefined);
  }

  /** The operation that a request is for; undefined when the document has none for it. */
  operation(method: string, url: string): Operation | undefined {
    return this.#itemOf(url)?.[methodOf(method)];
  }

  /** Fails unless the document has this answer to this request, in every part. */
  expectAnswer(method: string, url: string, answer: Answer): void {
    const operation = this.operation(method, url);
    if (operation === undefined) this.#expectNoOperation(method, answer);
    else this.expectResponse(this.responseOf(operation, answer.status), method, answer);
  }

  /** Fails unless there is a request that is answered so: for those whose path is not known, or that are no HTTP. */
  expectSomeAnswer(method: string, answer: Answer): void {
    if (answer.status >= 400) this.expectRefusal(method, answer);
    else demand(this.#operations().some(this.#answers(method, answer)), `no operation answers ${answer.status} so`);
  }

  /** What the operation answers with this status. Throws when that is not in the document. */
  responseOf({ operationId, responses }: Operation, status: number): Response {
    const found = responses[PROTOCOL.has(status) ? "default" : status];
    if (found === undefined) throw new Error(`${operationId} does not answer ${status}`);
    return this.resolve(found);
  }

  /** Fails unless the answer is one that this response describes. */
  expectResponse({ headers = {}, content }: Response, method: string, answer: Answer): void {
    this.#expectHeaders(headers, answer);
    if (method === "HEAD" || NO_BODY.has(answer.status)) {
      demand(method === "HEAD" || content === undefined, `a body is described for ${answer.status}`);
      return;
    }
    const mediaType = answer.headers.get("content-type")?.split(";", 1)[0] ?? "";
    const described = content?.[mediaType];
    if (described === undefined) throw new Error(`the media type ${mediaType} is not described`);
    if (mediaType === "application/json") this.#expectBody(described.schema, answer);
  }

  /** Fails unless the answer has the form of every refusal. */
  expectRefusal(method: string, answer: Answer): void {
    if (method !== "HEAD") this.#expectBody(ENVELOPE, answer);
  }

  /** What a reference leads to. */
  resolve<T extends object>(described: T | Reference): T {
    if (!("$ref" in described)) return described;
    const [, ...steps] = described.$ref.split("/");
    return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], this.#document) as T;
  }

  #itemOf(url: string): ApiDescription["paths"][string] | undefined {
    const path = url.split("?", 1)[0] ?? "";
    const local = path.replace(/^\/api(\/v1)?(?=\/)/, "");
    const found = this.#templates.find(({ pattern, atRoot }) => atRoot === (local === path) && pattern.test(local));
    return found && this.#document.paths[found.path];
  }

  #operations(): readonly Operation[] {
    return Object.values(this.#document.paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));
  }

  #answers(method: string, answer: Answer): (operation: Operation) => boolean {
    return (operation) => {
      try {
        this.expectResponse(this.responseOf(operation, answer.status), method, answer);
        return true;
      } catch {
        return false;
      }
    };
  }

  // No operation at all: OPTIONS, a method that the path has not, a path that there is not.
  #expectNoOperation(method: string, answer: Answer): void {
    if (method === "OPTIONS" && answer.status === 204) return;
    demand(
      [400, 404, ...PROTOCOL].includes(answer.status),
      `${method} is answered ${answer.status} where there is none`,
    );
    this.expectRefusal(method, answer);
  }

  #expectBody(schema: Schema, { status, text }: Answer): void {
    const faults = this.faults(schema, JSON.parse(text));
    demand(faults === null, `the body of the ${status} is not as described: ${faults}`);
  }

  #expectHeaders(described: NonNullable<Response["headers"]>, { headers }: Answer): void {
    for (const [name, header] of Object.entries(described)) {
      const { required = false, schema } = this.resolve<Header>(header);
      const value = headers.get(name);
      if (value === null) demand(!required, `the header ${name} is missing`);
      else {
        const faults = this.faults(schema, schema["type"] === "integer" ? Number(value) : value);
        demand(faults === null, `the header ${name} is not as described: ${faults}`);
      }
    }
    // A header that only may be there, such as what is left of a limit, is described where it matters.
    for (const [name, { required }] of Object.entries(this.#document.components.headers))
      if (required && headers.has(name)) demand(name in described, `the header ${name} is not described`);
  }
}

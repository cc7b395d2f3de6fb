import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect } from "chai";
import type { Answered } from "../../src/contracts/api.js";
import type {
  Header,
  Method,
  OpenApiDocument,
  Operation,
  Reference,
  Response,
  Schema,
} from "../../src/openapi/document.js";

// What comes before any operation; only these may be covered by a `default` response.
const PROTOCOL = new Set([405, 408, 417, 431]);
const NO_BODY = new Set([204, 304]);
const ENVELOPE: Schema = { $ref: "#/components/schemas/ErrorEnvelope" };

/** The method as the document has it: whatever answers GET answers HEAD. */
const methodOf = (method: string): Method => (method === "HEAD" ? "get" : method.toLowerCase()) as Method;

/** An OpenAPI document, to hold answers against. */
export class Documented {
  readonly #document: OpenApiDocument;
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false });
  readonly #validators = new Map<Schema, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
    formats.default(this.#ajv);
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

  /** The operation that a request is for; undefined when the document has none for it. */
  operation(method: string, url: string): Operation | undefined {
    const path = url.split("?", 1)[0] ?? "";
    const local = path.replace(/^\/api(\/v1)?(?=\/)/, "");
    const templates = Object.entries(this.#document.paths).filter(([, { servers }]) => !servers === (local !== path));
    const item = templates.find(([template]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(local),
    )?.[1];
    return item?.[methodOf(method)];
  }

  /** Fails unless the document has this answer to this request, in every part. */
  expectAnswer(method: string, url: string, answer: Answered): void {
    const operation = this.operation(method, url);
    if (operation === undefined) this.#expectNoOperation(method, answer);
    else this.expectResponse(this.responseOf(operation, answer.status), method, answer);
  }

  /** Fails unless there is a request that is answered so: for those whose path is not known, or that are no HTTP. */
  expectSomeAnswer(method: string, answer: Answered): void {
    if (answer.status >= 400) this.expectRefusal(method, answer);
    else expect(this.#operations().some(this.#answers(method, answer)), "is described").to.equal(true);
  }

  /** What the operation answers with this status. Throws when that is not in the document. */
  responseOf({ operationId, responses }: Operation, status: number): Response {
    const found = responses[PROTOCOL.has(status) ? "default" : status];
    if (found === undefined) throw new Error(`${operationId} does not answer ${status}`);
    return this.resolve(found);
  }

  /** Fails unless the answer is one that this response describes. */
  expectResponse({ headers = {}, content }: Response, method: string, answer: Answered): void {
    this.#expectHeaders(headers, answer);
    if (method === "HEAD" || NO_BODY.has(answer.status)) {
      if (NO_BODY.has(answer.status)) expect(content, "a body").to.equal(undefined);
      return;
    }
    const mediaType = answer.headers.get("content-type")?.split(";", 1)[0] ?? "";
    expect(content, "content").to.have.property(mediaType);
    if (mediaType !== "application/json") return;
    expect(this.faults(content?.[mediaType]?.schema ?? {}, JSON.parse(answer.text))).to.equal(null);
  }

  /** Fails unless the answer has the form of every refusal. */
  expectRefusal(method: string, answer: Answered): void {
    if (method === "HEAD") return;
    expect(this.faults(ENVELOPE, JSON.parse(answer.text))).to.equal(null);
  }

  /** What a reference leads to. */
  resolve<T extends object>(described: T | Reference): T {
    if (!("$ref" in described)) return described;
    const [, ...steps] = described.$ref.split("/");
    return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], this.#document) as T;
  }

  #operations(): readonly Operation[] {
    return Object.values(this.#document.paths).flatMap(({ servers: _, ...item }) => Object.values(item));
  }

  #answers(method: string, answer: Answered): (operation: Operation) => boolean {
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
  #expectNoOperation(method: string, answer: Answered): void {
    if (method === "OPTIONS" && answer.status === 204) return;
    expect([400, 404, 405, 417], `the answer to ${method}`).to.include(answer.status);
    this.expectRefusal(method, answer);
  }

  #expectHeaders(described: Readonly<Record<string, Reference>>, { headers }: Answered): void {
    for (const [name, header] of Object.entries(described)) {
      const { required, schema } = this.resolve<Header>(header);
      const value = headers.get(name);
      if (value === null) expect(required ?? false, `${name} may be left out`).to.equal(false);
      else expect(this.faults(schema, schema.type === "integer" ? Number(value) : value), name).to.equal(null);
    }
    // A header that only may be there, such as what is left of a limit, is described where it matters.
    for (const [name, { required }] of Object.entries(this.#document.components.headers))
      if (required && headers.has(name)) expect(described, "headers").to.have.property(name);
  }
}

import type { Operation, Paths, Response, Server } from "./document.js";
import { succeeded } from "./examples.js";
import { headerRefs } from "./headers.js";
import { jsonResponse, refusals } from "./responses.js";
import { schemaRef } from "./schemas.js";

const status = (description: string, message: string): Response =>
  jsonResponse(description, {
    schema: schemaRef("StatusEnvelope"),
    example: succeeded(message, { status: "ok" }),
  });

const other = (description: string, mediaType: string, type: "string" | "object"): Response => ({
  description,
  headers: headerRefs([]),
  content: { [mediaType]: { schema: { type } } },
});

interface Service {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly answer: Response;
}

const get = ({ answer, ...about }: Service): { get: Operation } => ({
  get: { ...about, tags: ["Service"], security: [], responses: { 200: answer, ...refusals() } },
});

const health = get({
  operationId: "getHealth",
  summary: "Is the process alive?",
  description: "Answers as long as the process does; asks nothing of the database.",
  answer: status("It is", "Alive"),
});

const readiness = get({
  operationId: "getReadiness",
  summary: "Can requests be served?",
  description: "503 while the database cannot be reached or the server is about to stop.",
  answer: status("They can", "Ready"),
});

const metrics = get({
  operationId: "getMetrics",
  summary: "Figures for Prometheus",
  description: "In the text format of Prometheus; not in the envelope.",
  answer: other("The figures", "text/plain", "string"),
});

const document = get({
  operationId: "getOpenApi",
  summary: "This description",
  description: "As OpenAPI 3.1; not in the envelope.",
  answer: other("The document", "application/json", "object"),
});

const page = get({
  operationId: "getDocs",
  summary: "This description as a page",
  description: "Swagger UI, served from here whole.",
  answer: other("The page", "text/html", "string"),
});

/** What is not under the API's prefix but at the root, on `servers`. */
export const servicePaths = (withMetrics: boolean, servers: readonly Server[]): Paths => {
  const paths: Paths = {
    "/healthz": health,
    "/readyz": readiness,
    ...(withMetrics && { "/metrics": metrics }),
    "/openapi.json": document,
    "/docs": page,
  };
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, { servers, ...item }]));
};

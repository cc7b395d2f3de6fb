import { accountPaths } from "./openapi/account-operations.js";
import type { OpenApiDocument, Paths, Server } from "./openapi/document.js";
import { HEADERS } from "./openapi/headers.js";
import { PARAMETERS } from "./openapi/parameters.js";
import type { RefusalName } from "./openapi/refusals.js";
import { REFUSALS } from "./openapi/refusals.js";
import { refusalResponses } from "./openapi/responses.js";
import { schemas } from "./openapi/schemas.js";
import { servicePaths } from "./openapi/service-operations.js";
import { TASK_PATHS } from "./openapi/task-operations.js";
import { packageVersion } from "./openapi/version.js";

/** Which parts of the API there are. */
export interface OpenApiOptions {
  /** Whether people can sign up and sign in here. */
  readonly localAccounts: boolean;
  /** Whether there is `/metrics`; there is unless said otherwise. */
  readonly metrics?: boolean;
  /** The path that the API is mounted at, without a slash at the end; "" unless said otherwise. */
  readonly mountedAt?: string;
}

const DESCRIPTION = `A multi-user task backend: every task has one owner, and nobody else can see, change or count it.

Send your token as \`Authorization: Bearer <token>\`; it alone says who you are. A body is JSON in UTF-8, and so is every
answer: \`{"success": true, "message", "data", "meta"?}\` or
\`{"success": false, "error": {"code", "message", "details"?, "request_id"}}\`. Wherever there is GET, there is HEAD.

Every answer carries \`X-Request-Id\` (your own, if you send one), \`X-Content-Type-Options: nosniff\`,
\`Cache-Control: no-store\`, \`Referrer-Policy: no-referrer\` and a strict \`Content-Security-Policy\`.`;

const TAGS = [
  { name: "Tasks", description: "Your own, and nobody else's" },
  { name: "Accounts", description: "Who you are" },
  { name: "Service", description: "For those who run it" },
];

const serversAt = (mountedAt: string): readonly Server[] => [
  { url: `${mountedAt}/api/v1`, description: "This server" },
  { url: `${mountedAt}/api`, description: "The same under its other name" },
];

const rootAt = (mountedAt: string): readonly Server[] => [
  { url: mountedAt || "/", description: "The root of this server" },
];

/** The names of the reusable responses that some operation refers to. */
const referredTo = (paths: Paths): readonly RefusalName[] => {
  const text = JSON.stringify(paths);
  const names = Object.keys(REFUSALS) as RefusalName[];
  return names.filter((name) => text.includes(`"#/components/responses/${name}"`));
};

/** See `describeApi`. */
export const openApiDocument = ({ localAccounts, metrics = true, mountedAt = "" }: OpenApiOptions): OpenApiDocument => {
  const paths = { ...TASK_PATHS, ...accountPaths(localAccounts), ...servicePaths(metrics, rootAt(mountedAt)) };
  return {
    openapi: "3.1.1",
    info: {
      title: "Taskward",
      version: packageVersion(),
      summary: "Tasks that only their owner can see",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: serversAt(mountedAt),
    security: [{ bearerAuth: [] }],
    tags: TAGS,
    paths,
    components: {
      schemas: schemas(localAccounts),
      responses: refusalResponses(referredTo(paths)),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
};

import type { OpenApiDocument } from "./openapi/document.js";
import type { OpenApiOptions } from "./openapi.js";

/** The HTTP API described as OpenAPI 3.1.1, by the schemas that check the requests. */
export const describeApi = async (options: OpenApiOptions): Promise<OpenApiDocument> => {
  // Loaded here, because a server starts sooner without it.
  const { openApiDocument } = await import("./openapi.js");
  return openApiDocument(options);
};

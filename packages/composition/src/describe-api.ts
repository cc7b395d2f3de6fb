import type { OpenApiDocument } from "@taskward/adapters-http";
import { type Environment, environment, readLocalAccounts } from "./settings.js";

/** The HTTP API as a server with these settings has it. Rejects with SettingsError when these settings cannot be read. */
export const describeApi = async (env: Environment = environment()): Promise<OpenApiDocument> => {
  const localAccounts = readLocalAccounts(env);
  const http = await import("@taskward/adapters-http");
  return http.describeApi({ localAccounts });
};

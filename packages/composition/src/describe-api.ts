import { type OpenApiDocument, openApiDocument } from "@taskward/adapters-http";
import { type Environment, environment, readLocalAccounts } from "./settings.js";

/** The HTTP API as a server with these settings has it. Throws SettingsError when these settings cannot be read. */
export const describeApi = (env: Environment = environment()): OpenApiDocument =>
  openApiDocument({ localAccounts: readLocalAccounts(env) });

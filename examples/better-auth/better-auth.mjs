// An identity provider: a Better Auth server with its JWT plugin. Yours looks like this, with your database in it.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import { jwt } from "better-auth/plugins/jwt";

const CORS = {
  "Access-Control-Allow-Credentials": "true",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Allow-Methods": "GET, POST",
};

/** Lets pages of these origins ask, with the cookie. Better Auth leaves that to its server. Tells preflights. */
const allowPages = (origins, { method, headers }, response) => {
  response.setHeader("Vary", "Origin");
  if (!origins.includes(headers.origin)) return false;
  response.setHeaders(new Map(Object.entries({ ...CORS, "Access-Control-Allow-Origin": headers.origin })));
  return method === "OPTIONS";
};

/**
 * Starts Better Auth on a port of this machine, 0 being any free one. `options` are Better Auth's own; pages of its
 * `trustedOrigins` can sign in.
 */
export const startBetterAuth = async (port, options = {}) => {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  // Its own address goes into every token, as issuer and as audience.
  const url = `http://127.0.0.1:${server.address().port}`;
  const auth = betterAuth({
    baseURL: url,
    // Made anew on every start, as the accounts are. Yours comes from BETTER_AUTH_SECRET.
    secret: randomBytes(32).toString("base64url"),
    // Forgets everything when it stops. Yours is something like `new Pool({ connectionString: … })` of pg.
    database: memoryAdapter({ user: [], session: [], account: [], verification: [], jwks: [] }),
    emailAndPassword: { enabled: true },
    // Gives signed-in users a token at /api/auth/token, and publishes the keys to check it with at /api/auth/jwks.
    plugins: [jwt()],
    ...options,
  });
  const handle = toNodeHandler(auth);
  server.on("request", (request, response) => {
    if (allowPages(options.trustedOrigins ?? [], request, response)) response.writeHead(204).end();
    else void handle(request, response);
  });
  return { url, auth, server };
};

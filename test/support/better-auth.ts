import { once } from "node:events";
import type { Server } from "node:http";
import type { BetterAuthOptions } from "better-auth";
import { expect } from "chai";

/** A Better Auth server, the one of `examples/better-auth`. */
export interface BetterAuthServer {
  /** Its origin, which is also what its tokens name as issuer and audience. */
  readonly url: string;
  // biome-ignore lint/suspicious/noExplicitAny: what Better Auth looks like inside is its own affair
  readonly auth: any;
  close(): Promise<void>;
}

interface Example {
  startBetterAuth(port: number, options?: BetterAuthOptions): Promise<{ url: string; auth: unknown; server: Server }>;
}

const EXAMPLE = new URL("../../../examples/better-auth/better-auth.mjs", import.meta.url);

/** Starts the example's server on a free port. */
export const startBetterAuth = async (options?: BetterAuthOptions): Promise<BetterAuthServer> => {
  const example: Example = await import(EXAMPLE.href);
  const { url, auth, server } = await example.startBetterAuth(0, options);
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url, auth, close };
};

/** Somebody signed in at a Better Auth server, in a browser as it were. */
export interface Visitor {
  readonly id: string;
  readonly email: string;
  /** What the server has answered to the sign-up, cookies and all. */
  readonly signUp: Response;
  /** What the session is known by, as clients without cookies show it. */
  readonly session: string;
  /** The values of the cookies by their names, without `better-auth.`. */
  readonly cookies: ReadonlyMap<string, string>;
  /** A new token for APIs such as Taskward. */
  token(): Promise<string>;
}

const cookiesOf = (response: Response): Map<string, string> =>
  new Map(
    response.headers.getSetCookie().map((cookie) => {
      const [, name = "", value = ""] = /^better-auth\.([^=]+)=([^;]*)/.exec(cookie) ?? [];
      return [name, value];
    }),
  );

export const visit = async (url: string, name: string): Promise<Visitor> => {
  const email = `${name}@example.com`;
  const signUp = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url },
    body: JSON.stringify({ name, email, password: "correct horse battery" }),
  });
  expect(signUp.status).to.equal(200);
  const { user, token: session } = (await signUp.json()) as { user: { id: string }; token: string };
  const cookies = cookiesOf(signUp);
  return {
    id: user.id,
    email,
    signUp,
    session,
    cookies,
    token: async () => {
      const cookie = [...cookies].map(([key, value]) => `better-auth.${key}=${value}`).join("; ");
      const reply = await fetch(`${url}/api/auth/token`, { headers: { cookie } });
      expect(reply.status).to.equal(200);
      return ((await reply.json()) as { token: string }).token;
    },
  };
};

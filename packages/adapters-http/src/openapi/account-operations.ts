import { sessionJson, userJson } from "../accounts/wire.js";
import type { Operation, Paths, RequestBody } from "./document.js";
import { SESSION, succeeded, USER } from "./examples.js";
import { jsonResponse, refusals } from "./responses.js";
import { schemaRef } from "./schemas.js";

const tags = ["Accounts"];

const me: Operation = {
  operationId: "getMe",
  summary: "Get your account",
  description: "The user that the token names. A token's user has an account from their first request on.",
  tags,
  responses: {
    200: jsonResponse("Your account", {
      schema: schemaRef("UserEnvelope"),
      example: succeeded("Your account", userJson(USER)),
    }),
    ...refusals("Unauthorized", "Forbidden"),
  },
};

const session = (description: string, message: string) =>
  jsonResponse(description, {
    schema: schemaRef("SessionEnvelope"),
    example: succeeded(message, sessionJson(SESSION)),
  });

const body = (name: "SignUp" | "SignIn", example: unknown): RequestBody => ({
  required: true,
  content: { "application/json": { schema: schemaRef(name), example } },
});

const signUp: Operation = {
  operationId: "signUp",
  summary: "Open an account",
  description:
    "With an e-mail address that nobody else has, in any case, and a password: 8 to 128 characters unless the server is " +
    "set otherwise, and none of the common ones.",
  tags,
  security: [],
  requestBody: body("SignUp", { email: "ann@example.com", password: "correct horse battery staple", name: "Ann" }),
  responses: {
    201: session("The new account, and a token for it", "Account created"),
    ...refusals("Conflict", "PayloadTooLarge", "UnsupportedMediaType", "ValidationError", "TooManyRequests"),
  },
};

const signIn: Operation = {
  operationId: "signIn",
  summary: "Sign in",
  description:
    "Gives a new token. After some wrong passwords the account has to be left alone for a while: that is a 429.",
  tags,
  security: [],
  requestBody: body("SignIn", { email: "ann@example.com", password: "correct horse battery staple" }),
  responses: {
    200: session("Your account, and a token for it", "Signed in"),
    ...refusals(
      "WrongPassword",
      "Forbidden",
      "PayloadTooLarge",
      "UnsupportedMediaType",
      "ValidationError",
      "TooManyRequests",
    ),
  },
};

/** `/me`, and with local accounts the ways to open one and to sign in. */
export const accountPaths = (localAccounts: boolean): Paths => ({
  ...(localAccounts && { "/auth/signup": { post: signUp }, "/auth/signin": { post: signIn } }),
  "/me": { get: me },
});

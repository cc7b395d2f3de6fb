import type { Session } from "@taskward/application";
import {
  acceptPassword,
  displayName,
  EMAIL_LENGTH,
  emailAddress,
  type Fault,
  faultsOf,
  NAME_LENGTH,
  normalEmail,
  type PasswordPolicy,
  type User,
} from "@taskward/domain";
import { z } from "zod";
import { moment, object, text } from "../schema.js";

const email = text().meta({ format: "email", maxLength: EMAIL_LENGTH, examples: ["ann@example.com"] });
const password = text().meta({ format: "password", examples: ["correct horse battery staple"] });
const name = text()
  .nullable()
  .optional()
  .meta({ maxLength: NAME_LENGTH, examples: ["Ann"] });

// What is no address is nobody's, and is refused like any other that nobody has.
const triedEmail = text().meta({ examples: ["ann@example.com"] });

export const signUpBody = object({ email, password, name });
export const signInBody = object({ email: triedEmail, password });

/** The faults of meaning in a sign-up whose shape is at fault already, so that all are named at once. */
export const signUpFaults =
  (policy: PasswordPolicy) =>
  (body: unknown): readonly Fault[] => {
    const { email, password, name } = Object(body) as { email?: unknown; password?: unknown; name?: unknown };
    const account = typeof email === "string" ? (normalEmail(email) ?? email) : "";
    return [
      ...(typeof email === "string" ? faultsOf(() => emailAddress(email)) : []),
      ...(typeof name === "string" ? faultsOf(() => displayName(name)) : []),
      ...(typeof password === "string" ? faultsOf(() => acceptPassword(password, account, policy)) : []),
    ];
  };

export const userResponse = z.object({
  id: z.string(),
  email: z.string().nullable().meta({ description: "In lower case" }),
  name: z.string().nullable(),
  created_at: moment(),
});

export const sessionResponse = z.object({
  user: userResponse,
  token: z.string().meta({ description: "To be sent as `Authorization: Bearer <token>`" }),
  token_type: z.literal("Bearer"),
  expires_at: moment().meta({ description: "When the token expires" }),
});

export const userJson = ({ id, email, name, createdAt }: User): z.output<typeof userResponse> => ({
  id,
  email,
  name,
  created_at: createdAt,
});

export const sessionJson = ({ user, token, expiresAt }: Session): z.output<typeof sessionResponse> => ({
  user: userJson(user),
  token,
  token_type: "Bearer",
  expires_at: expiresAt,
});

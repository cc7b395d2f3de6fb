import { z } from "zod";
import { sessionResponse, signInBody, signUpBody, userResponse } from "../accounts/wire.js";
import { refusalOf } from "../errors.js";
import {
  completeTaskBody,
  createTaskBody,
  editTaskBody,
  pageMeta,
  replaceTaskBody,
  taskResponse,
} from "../tasks/wire.js";
import type { Schema } from "./document.js";
import { jsonSchemas } from "./json-schema.js";
import { PROTOCOL_REFUSALS, REFUSALS } from "./refusals.js";

const envelope = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), message: z.string().meta({ description: "For people" }), data });

const codes = [...Object.values(REFUSALS), ...Object.values(PROTOCOL_REFUSALS)].map(
  ({ error }) => refusalOf(error).code,
);

const errorEnvelope = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.enum([...new Set(codes)]).meta({ description: "For programs" }),
    message: z.string().meta({ description: "For people" }),
    details: z
      .array(z.object({ path: z.string().meta({ description: "Empty: the whole body" }), message: z.string() }))
      .optional()
      .meta({ description: "Every field at fault, of more than 50 the first; only with `VALIDATION_ERROR`" }),
    request_id: z.string().meta({ description: "As in `X-Request-Id`, and in the server's log" }),
  }),
});

const SESSIONS = { Session: sessionResponse, SessionEnvelope: envelope(sessionResponse) };

const RESPONSES = {
  Task: taskResponse,
  PageMeta: pageMeta,
  TaskEnvelope: envelope(taskResponse),
  TaskListEnvelope: envelope(z.array(taskResponse)).extend({ meta: pageMeta }),
  User: userResponse,
  UserEnvelope: envelope(userResponse),
  StatusEnvelope: envelope(z.object({ status: z.literal("ok") })),
  ErrorEnvelope: errorEnvelope,
};

const REQUESTS = {
  NewTask: createTaskBody,
  TaskReplacement: replaceTaskBody,
  TaskEdit: editTaskBody,
  TaskCompletion: completeTaskBody,
};

const ACCOUNT_REQUESTS = { SignUp: signUpBody, SignIn: signInBody };

type SchemaName =
  | keyof typeof RESPONSES
  | keyof typeof SESSIONS
  | keyof typeof REQUESTS
  | keyof typeof ACCOUNT_REQUESTS;

export const schemaRef = (name: SchemaName): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The schemas of every body, made from those that check the requests and type the answers. */
export const schemas = (localAccounts: boolean): Readonly<Record<string, Schema>> => ({
  ...jsonSchemas("output", localAccounts ? { ...RESPONSES, ...SESSIONS } : RESPONSES),
  ...jsonSchemas("input", localAccounts ? { ...REQUESTS, ...ACCOUNT_REQUESTS } : REQUESTS),
});

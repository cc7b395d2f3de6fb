import {
  change,
  complete,
  draft,
  type Task,
  type TaskId,
  taskOf,
  timestamp,
  type User,
  userId,
} from "@taskward/domain";
import { success } from "../answer.js";
import { refusalAnswer, refusalOf } from "../errors.js";

// Examples are made by the code that answers, so that they say what it says.
const NOON = timestamp(Date.UTC(2026, 0, 31, 12));
const EVENING = timestamp(Date.UTC(2026, 0, 31, 18, 30));
const ANN = userId("0b6b5f0a-3d1e-4a55-9b5c-6f1f4a2f7c11");
const REQUEST_ID = "7d9a6a52-8c1b-4f0e-9a57-2f3f0d7c1e42";

export const TASK: Task = taskOf(draft({ title: "Buy milk", description: "Two litres" }), 7 as TaskId, ANN, NOON);

export const COMPLETED_TASK: Task = change(TASK, complete, EVENING);

export const USER: User = { id: ANN, email: "ann@example.com", name: "Ann", createdAt: NOON, disabledAt: null };

export const SESSION = {
  user: USER,
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwYjZiNWYwYSJ9.c2lnbmF0dXJl",
  expiresAt: EVENING,
};

/** The body of a success, as `success` writes it. */
export const succeeded = (...said: Parameters<typeof success>): unknown => JSON.parse(String(success(...said).body));

/** The body of a refusal, as it is written for an error that was thrown. */
export const refused = (error: unknown): unknown =>
  JSON.parse(String(refusalAnswer(refusalOf(error), REQUEST_ID).body));

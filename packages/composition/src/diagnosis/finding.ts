import { masked } from "../masked.js";

/** What the doctor has to say about one thing. */
export interface Finding {
  /** `settings`, `database`, `port` … */
  readonly subject: string;
  /** `unknown`: it could not be looked at, for a reason that is no fault, or may be as it ought to be or not. */
  readonly state: "ok" | "fault" | "unknown";
  readonly message: string;
  /** What to do about it; only with a fault. */
  readonly remedy: string | null;
}

// Every finding is made here: what it says may quote a setting, and so does what the platform says of an error.
const finding = (state: Finding["state"], subject: string, message: string, remedy: string | null): Finding => ({
  subject,
  state,
  message: masked(message),
  remedy: remedy === null ? null : masked(remedy),
});

export const ok = (subject: string, message: string): Finding => finding("ok", subject, message, null);

export const unknown = (subject: string, message: string): Finding => finding("unknown", subject, message, null);

export const fault = (subject: string, message: string, remedy: string): Finding =>
  finding("fault", subject, message, remedy);

/** What went wrong, in words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

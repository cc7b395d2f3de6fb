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

export const ok = (subject: string, message: string): Finding => ({ subject, state: "ok", message, remedy: null });

export const unknown = (subject: string, message: string): Finding => ({
  subject,
  state: "unknown",
  message,
  remedy: null,
});

export const fault = (subject: string, message: string, remedy: string): Finding => ({
  subject,
  state: "fault",
  message,
  remedy,
});

/** What went wrong, in words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

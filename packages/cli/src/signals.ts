/** The signals that ask a process to stop, and the exit codes of one that stops at once: 128 + the signal's number. */
export const STOPPED_BY = {
  SIGINT: 130,
  SIGTERM: 143,
  /** Ctrl-Break; on Windows alone, where nothing sends a SIGTERM. */
  SIGBREAK: 149,
} as const;

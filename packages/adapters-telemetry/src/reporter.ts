import type { FaultEvent, RequestEvent, TelemetryEvent } from "@taskward/application";
import { type ErrorFields, errorFields } from "./error-fields.js";
import { eventName } from "./event-name.js";
import type { Redact } from "./redaction.js";
import { Repeats } from "./repeats.js";
import { requestFields, requestLevel } from "./request-line.js";

type Write = (fields: object, message: string) => void;

/** What is needed of pino. */
export interface Logger extends Readonly<Record<"debug" | "info" | "warn" | "error", Write>> {
  isLevelEnabled(level: string): boolean;
}

/** What two errors of one cause have in common. */
const causeOf = ({ type, code, message }: ErrorFields): string =>
  `${type} ${code ?? message.replace(/\d+/g, "#").slice(0, 100)}`;

/** Makes lines of events, but of what keeps coming of one cause (the database is away; a bug) only one a second. */
export class Reporter {
  readonly #log: Logger;
  readonly #redact: Redact;
  readonly #repeats = new Repeats();

  constructor(log: Logger, redact: Redact) {
    this.#log = log;
    this.#redact = redact;
  }

  report(event: TelemetryEvent): void {
    if (event.kind === "request") this.#request(event);
    else if (event.kind === "fault") this.#fault(event);
    else this.#log.info({}, event.message);
  }

  /** Writes what was held back. */
  flush(): void {
    this.#repeats.flush();
  }

  #request(request: RequestEvent): void {
    const event = eventName(request);
    const level = requestLevel(request, event);
    if (!this.#log.isLevelEnabled(level)) return;
    const write = (more: object): void =>
      this.#log[level]({ ...requestFields(request, event, this.#redact), ...more }, "request");
    if (request.status === 503) this.#once(errorFields(request.cause, this.#redact, false), write);
    else write({});
  }

  #fault({ requestId, error }: FaultEvent): void {
    const write = (more: object): void => this.#log.error({ request_id: requestId, ...more }, "fault");
    this.#once(errorFields(error, this.#redact, true), write);
  }

  #once(error: ErrorFields, write: (more: object) => void): void {
    this.#repeats.say(causeOf(error), (suppressed) => write({ error, ...(suppressed > 0 && { suppressed }) }));
  }
}

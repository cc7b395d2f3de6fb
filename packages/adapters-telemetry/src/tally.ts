import type { TelemetryEvent } from "@taskward/application";
import { eventName } from "./event-name.js";
import { RequestDurations } from "./request-durations.js";

const INVALID = "invalid";

const OUTCOMES: { readonly [status: number]: string } = {
  200: "succeeded",
  401: "failed",
  403: "disabled",
  429: "rate_limited",
  500: "error",
  503: "unavailable",
};

const addOne = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** What happened, counted. */
export class Tally {
  readonly durations = new RequestDurations();
  /** Requests worth noticing, by the name they have in the log. */
  readonly events = new Map<string, number>();
  /** By outcome; all of them from the start, so that the first one shows as an increase. */
  readonly signIns = new Map([...Object.values(OUTCOMES), INVALID].map((outcome) => [outcome, 0]));
  faults = 0;

  report(event: TelemetryEvent): void {
    if (event.kind === "fault") this.faults++;
    if (event.kind !== "request") return;
    this.durations.add(event);
    const name = eventName(event);
    if (name !== null) addOne(this.events, name);
    if (event.purpose === "sign_in") addOne(this.signIns, OUTCOMES[event.status] ?? INVALID);
  }
}

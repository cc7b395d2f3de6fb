/** A clock that stands still until it is moved. */
export interface HandClock {
  readonly now: () => number;
  pass(milliseconds: number): void;
}

/** Noon (UTC) of 31 January 2026. */
export const NOON = Date.UTC(2026, 0, 31, 12);

export const handClock = (start = NOON): HandClock => {
  let time = start;
  return {
    now: () => time,
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
};

import { at } from "../src/contracts/moments.js";
import type { Clock } from "../src/index.js";

/** A clock that shows `at(seconds)`, to be set forward and back by hand. */
export const literalClock = (seconds = 0): Clock & { seconds: number } => {
  const clock = { seconds, now: () => at(clock.seconds) };
  return clock;
};

import { checkLog } from "../rig/check-log.js";
import { exactly, type Figure, none } from "../rig/figure.js";
import { isServed } from "../rig/judge.js";
import type { Operation } from "../rig/operation.js";
import { readStore } from "../rig/read-store.js";
import type { Verdict } from "../rig/verdict.js";

/** What clients were told by one server in all its lives, and what became of it. */
export class Cumulated {
  readonly #log: Operation[] = [];
  readonly #found: Record<keyof Verdict, string[]> = { lost: [], doubled: [], phantom: [], wrong: [], foreign: [] };
  #checked = 0;

  add(log: readonly Operation[]): void {
    this.#log.push(...log);
  }

  get acknowledged(): number {
    return this.#log.filter(isAcknowledgedWrite).length;
  }

  /** Compares everything so far with what the store holds now. */
  async check(url: string): Promise<void> {
    const verdict = checkLog(this.#log, await readStore(url));
    for (const fault of Object.keys(verdict) as (keyof Verdict)[]) this.#found[fault].push(...verdict[fault]);
    this.#checked++;
  }

  figures(rounds: number): readonly Figure[] {
    const { lost, doubled, phantom, wrong, foreign } = this.#found;
    return [
      exactly("rounds whose store was read afterwards", this.#checked, rounds),
      none(`acknowledged writes lost of ${this.acknowledged}`, lost),
      none("writes doubled", doubled),
      none("phantom writes", phantom),
      none("reads or states that no history explains", wrong),
      none("tasks shown to others", foreign),
    ];
  }
}

/** Whether it is a write that the client was told is done. */
export const isAcknowledgedWrite = (operation: Operation): boolean =>
  isServed(operation) && !["get", "list", "probe"].includes(operation.kind);

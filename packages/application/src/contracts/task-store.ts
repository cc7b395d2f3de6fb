import { describe } from "mocha";
import type { Storage } from "../ports/storage.js";
import { setStage } from "./stage.js";
import { describeChanges } from "./task-store/changes.js";
import { describeHistories } from "./task-store/history.js";
import { describeIsolation } from "./task-store/isolation.js";
import { describeKeeping } from "./task-store/keeping.js";
import { describePaging } from "./task-store/paging.js";
import { describeTexts } from "./task-store/texts.js";

/**
 * What every TaskStore must do. `open` is called once and what it gives is closed at the end; it need not be empty, for
 * every test brings its own users. `histories` is how many random histories, of 30 steps on average, are compared with
 * the domain; `seed` is what they are drawn with.
 */
export const describeTaskStore = (
  name: string,
  open: () => Promise<Storage>,
  { histories = 40, seed = 20_260_131 }: { histories?: number; seed?: number } = {},
): void => {
  describe(`${name} as a task store`, function () {
    this.timeout(60_000);
    const stage = setStage(open);
    describeKeeping(stage);
    describeChanges(stage);
    describeTexts(stage);
    describePaging(stage);
    describeIsolation(stage);
    describeHistories(stage, { numRuns: histories, seed });
  });
};

import { describe } from "mocha";
import type { Storage } from "../ports/storage.js";
import { setStage, type TaskStage, type TaskStorage } from "./stage.js";
import { describeChanges } from "./task-store/changes.js";
import { describeIsolation } from "./task-store/isolation.js";
import { describeKeeping } from "./task-store/keeping.js";
import { describePaging } from "./task-store/paging.js";
import { describeTexts } from "./task-store/texts.js";

/**
 * What every TaskStore must do. `open` is called once and what it gives is closed at the end; it need not be empty, for
 * every test brings its own users. A store of tasks alone will do, given somebody who owns them.
 */
export const describeTaskStore = (name: string, open: () => Promise<TaskStorage>): void => {
  describe(`${name} as a task store`, function () {
    this.timeout(60_000);
    // What a TaskStorage lacks, a TaskStage does not show.
    const stage: TaskStage = setStage(open as () => Promise<Storage>);
    describeKeeping(stage);
    describeChanges(stage);
    describeTexts(stage);
    describePaging(stage);
    describeIsolation(stage);
  });
};

import { after, before, describe } from "mocha";
import type { Api } from "./api.js";
import { describeChanges } from "./task-api/changes.js";
import { describeIsolation } from "./task-api/isolation.js";
import { describeLists } from "./task-api/lists.js";
import { describeTexts } from "./task-api/texts.js";
import { describeVersions } from "./task-api/versions.js";

/** What the API must do with tasks, whatever store is behind it. `open` is called once. */
export const describeTaskApi = (name: string, open: () => Promise<Api>): void => {
  describe(`the task API ${name}`, function () {
    this.timeout(60_000);
    let opened: Api;

    before(async () => {
      opened = await open();
    });

    after(() => opened.close());

    for (const describeOne of [describeChanges, describeIsolation, describeLists, describeTexts, describeVersions])
      describeOne(() => opened);
  });
};

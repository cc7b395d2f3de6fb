import { describe } from "mocha";
import type { Storage } from "../ports/storage.js";
import { describeAgain } from "./archive/again.js";
import { describeRefusing } from "./archive/refusing.js";
import { describeRestoring } from "./archive/restoring.js";
import { setStage } from "./stage.js";

/** What every Archive must do. `open` is called once and what it gives is closed at the end; it need not be empty. */
export const describeArchive = (name: string, open: () => Promise<Storage>): void => {
  describe(`${name} as an archive`, function () {
    this.timeout(60_000);
    const stage = setStage(open);
    describeRestoring(stage);
    describeAgain(stage);
    describeRefusing(stage);
  });
};

import { describe } from "mocha";
import type { Storage } from "../ports/storage.js";
import { setStage } from "./stage.js";
import { describeAdministration } from "./user-store/administration.js";
import { describeAdmission } from "./user-store/admission.js";
import { describeErasure } from "./user-store/erasure.js";

/** What every UserStore must do. `open` is called once and what it gives is closed at the end; it need not be empty. */
export const describeUserStore = (name: string, open: () => Promise<Storage>): void => {
  describe(`${name} as a user store`, function () {
    this.timeout(60_000);
    const stage = setStage(open);
    describeAdmission(stage);
    describeAdministration(stage);
    describeErasure(stage);
  });
};

import { change, complete, type TaskChange, toggle } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import { refused, tally, together } from "../refused.js";
import type { TaskStage } from "../stage.js";
import { drafted } from "./drafts.js";
import { EVERYTHING } from "./queries.js";

/** Changing a task: the domain's meaning, one atomic step, nothing half done. */
export const describeChanges = (stage: TaskStage): void => {
  describe("changes", () => {
    it("saves what the domain makes of a task, and gives it back", async () => {
      const { tasks, ann } = stage;
      const changes: TaskChange[] = [
        { title: "new" },
        { description: "new" },
        { description: "" },
        { completed: true },
        { completed: true },
        { title: "newer", completed: true },
        { completed: false },
        { completed: false, description: "newer" },
        { completed: "toggle" },
        { completed: "toggle", title: "newest" },
        { title: "newest" },
        {},
      ];
      let expected = await tasks.add(ann, drafted("old", { description: "old" }), at(0));
      for (const [i, step] of changes.entries()) {
        expected = change(expected, step, at(i + 1));
        expect(await tasks.change(ann, expected.id, step, at(i + 1))).to.deep.equal(expected);
        expect(await tasks.get(ann, expected.id)).to.deep.equal(expected);
      }
      expect(expected).to.include({ version: 11, title: "newest", description: "newer", completedAt: null });
    });

    it("never lets updatedAt go back, although the clock does", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("a"), at(10));
      const early = await tasks.change(ann, id, complete, at(3));
      expect(early).to.include({ version: 2, updatedAt: at(10), completedAt: at(10) });
      const late = await tasks.change(ann, id, { title: "b" }, at(10.001));
      expect(late).to.include({ version: 3, updatedAt: at(10.001), completedAt: at(10), createdAt: at(10) });
    });

    it("changes a task only in a version that was named, otherwise nothing of it", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("first"), at(0));
      const second = await tasks.change(ann, id, { title: "second" }, at(1));
      const all = { title: "third", description: "third", completed: true };
      for (const versions of [[1], [3], [], [Number.MAX_SAFE_INTEGER]]) {
        expect(await refused(tasks.change(ann, id, all, at(2), versions))).to.equal("stale");
        expect(await refused(tasks.change(ann, id, {}, at(2), versions))).to.equal("stale");
        expect(await refused(tasks.change(ann, id, { completed: false }, at(2), versions))).to.equal("stale");
      }
      expect(await tasks.get(ann, id)).to.deep.equal(second);
      expect(await tasks.change(ann, id, all, at(2), [9, 2])).to.include({ ...third(at(2)), version: 3 });
    });

    const third = (moment: string) => ({
      title: "third",
      description: "third",
      completedAt: moment,
      updatedAt: moment,
    });

    it("lets each of 100 toggles sent together see the outcome of the one before", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("lamp"), at(0));
      const seen = await Promise.all(together(100, () => tasks.change(ann, id, toggle, at(1))));
      const inOrder = seen.sort((a, b) => a.version - b.version);
      expect(inOrder.map(({ version }) => version)).to.deep.equal(seen.map((_, i) => i + 2));
      for (const { version, completedAt } of inOrder) expect(completedAt).to.equal(version % 2 ? null : at(1));
      expect(await tasks.get(ann, id)).to.deep.equal(inOrder.at(-1));
    });

    it("lets one of 20 changes of the same version win", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("prize"), at(0));
      const changes = together(20, (i) => tasks.change(ann, id, { title: `${i}` }, at(1), [1]));
      expect(await tally(changes)).to.deep.equal({ done: 1, stale: 19 });
      expect((await tasks.get(ann, id)).version).to.equal(2);
    });

    it("loses none of 50 read-modify-writes that try again when stale", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("counter", { description: "0" }), at(0));
      const increment = async (): Promise<void> => {
        const { description, version } = await tasks.get(ann, id);
        const next = { description: `${Number(description) + 1}` };
        const { stale } = await tally([tasks.change(ann, id, next, at(1), [version])]);
        if (stale) await increment();
      };
      await Promise.all(together(50, increment));
      expect(await tasks.get(ann, id)).to.include({ description: "50", version: 51 });
    });

    it("lets one of 20 removals win, with versions and without", async () => {
      const { tasks, ann } = stage;
      for (const versions of [undefined, [1]]) {
        const { id } = await tasks.add(ann, drafted("prize"), at(0));
        const removals = together(20, () => tasks.remove(ann, id, versions));
        expect(await tally(removals)).to.deep.equal({ done: 1, not_found: 19 });
      }
    });

    it("never brings a task back that is removed while others change it", async () => {
      const { tasks, ann } = stage;
      const { id } = await tasks.add(ann, drafted("gone"), at(0));
      const steps = together<unknown>(30, (i) =>
        i === 15 ? tasks.remove(ann, id) : tasks.change(ann, id, toggle, at(1)),
      );
      const { done, not_found: late = 0 } = await tally(steps);
      expect((done ?? 0) + late).to.equal(30);
      expect(await tasks.list(ann, EVERYTHING)).to.deep.equal({ tasks: [], next: null });
    });

    it("changes the task that was named, and no other of the owner's", async () => {
      const { tasks, ann } = stage;
      const [one, other] = [await tasks.add(ann, drafted("one"), at(0)), await tasks.add(ann, drafted("other"), at(0))];
      for (const versions of [undefined, [1, 2]])
        await tasks.change(
          ann,
          one.id,
          { title: "changed", description: "changed", completed: "toggle" },
          at(1),
          versions,
        );
      expect(await tasks.get(ann, other.id)).to.deep.equal(other);
    });
  });
};

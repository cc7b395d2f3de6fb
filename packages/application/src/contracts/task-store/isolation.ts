import {
  listed,
  positionOf,
  satisfying,
  type Task,
  type TaskChange,
  type TaskFilter,
  type TaskId,
} from "@taskward/domain";
import { expect } from "chai";
import { beforeEach, describe, it } from "mocha";
import { at } from "../moments.js";
import { ending, refusalOf, together } from "../refused.js";
import { newUser, type TaskStage } from "../stage.js";
import { addMany, drafted } from "./drafts.js";
import { EVERYTHING, nameOf, ORDERS } from "./queries.js";

const MISSING = Number.MAX_SAFE_INTEGER as TaskId;

const FILTERS: readonly TaskFilter[] = [
  {},
  { completed: true },
  { completed: false },
  { search: "milk" },
  { search: "milk", completed: true },
  { search: "milk", completed: false },
];

const CHANGES: readonly TaskChange[] = [
  { title: "taken over" },
  { description: "taken over" },
  { title: "taken over", description: "taken over", completed: true },
  { completed: true },
  { completed: false },
  { completed: "toggle" },
  {},
];

const VERSIONS = [undefined, [1], [2], [1, 2, 3], [7], []] as const;

/** What a stranger sees, and what they can do: nothing. */
export const describeIsolation = (stage: TaskStage): void => {
  describe("isolation", () => {
    let anns: Task[];
    let bobs: Task[];

    // Ann and Bob have tasks with equal texts and equal times, made in turns.
    const furnish = async (n: number): Promise<Task> => {
      const title = ["Milk", "milk", "Bread"][n % 3] as string;
      const draft = drafted(title, { description: n % 4 === 0 ? "MILK" : "", completed: n % 5 < 2 });
      return stage.tasks.add(n % 2 ? stage.ann : stage.bob, draft, at(n >> 3));
    };

    beforeEach(async () => {
      const added = await addMany((_, n) => furnish(n), Array(40).fill(drafted("")));
      const second = added.map(({ owner, id }) => ({ owner, id })).slice(0, 10);
      for (const { owner, id } of second) await stage.tasks.change(owner, id, { description: "2 l" }, at(9));
      anns = [...(await stage.tasks.list(stage.ann, EVERYTHING)).tasks];
      bobs = [...(await stage.tasks.list(stage.bob, EVERYTHING)).tasks];
    });

    const unchanged = async (): Promise<void> => {
      const { tasks, ann, bob } = stage;
      expect((await tasks.list(ann, EVERYTHING)).tasks).to.deep.equal(anns);
      expect((await tasks.list(bob, EVERYTHING)).tasks).to.deep.equal(bobs);
    };

    it("shows everyone their own tasks and no others", () => {
      const { ann, bob } = stage;
      expect(anns.map(({ owner }) => owner)).to.deep.equal(Array(20).fill(ann));
      expect(bobs.map(({ owner }) => owner)).to.deep.equal(Array(20).fill(bob));
    });

    for (const order of ORDERS)
      it(`lists only the owner's tasks in the order ${nameOf(order)}, with every filter, from the start and from a place`, async () => {
        const { tasks, ann } = stage;
        const places = [bobs[3], bobs[11], anns[7]].map((task) => positionOf(task as Task, order));
        for (const filter of FILTERS)
          for (const after of [undefined, ...places])
            for (const limit of [3, 20]) {
              const query = { ...filter, order, limit, ...(after && { after }) };
              expect(await tasks.list(ann, query)).to.deep.equal(listed(anns, query));
            }
      });

    it("counts only the owner's tasks, with every filter", async () => {
      const { tasks, ann, bob } = stage;
      for (const filter of FILTERS) {
        expect(await tasks.count(ann, filter)).to.equal(satisfying(anns, filter).length);
        expect(await tasks.count(bob, filter)).to.equal(satisfying(bobs, filter).length);
      }
    });

    it("shows a newcomer nothing of all that is there", async () => {
      const { tasks, users } = stage;
      const { id: eve } = await users.admit(newUser("eve"), at(0));
      for (const order of ORDERS)
        for (const filter of FILTERS)
          expect(await tasks.list(eve, { ...filter, order, limit: 1 })).to.deep.equal({ tasks: [], next: null });
      for (const filter of FILTERS) expect(await tasks.count(eve, filter)).to.equal(0);
    });

    const sameAsMissing = async (attempt: (id: TaskId) => Promise<unknown>, id: TaskId): Promise<void> => {
      const [foreign, missing] = [await refusalOf(attempt(id)), await refusalOf(attempt(MISSING))];
      expect(foreign.code).to.equal("not_found");
      expect({ ...foreign, text: foreign.message }).to.deep.equal({ ...missing, text: missing.message });
    };

    it("does not let a stranger get a task, nor tell it from one that is missing", async () => {
      for (const { id } of anns) await sameAsMissing((id) => stage.tasks.get(stage.bob, id), id);
    });

    for (const versions of VERSIONS)
      it(`does not let a stranger change or remove a task, nor detect it, naming ${JSON.stringify(versions) ?? "no"} versions`, async () => {
        const { tasks, bob } = stage;
        for (const { id } of [anns[0], anns[5], anns[19]] as Task[]) {
          for (const change of CHANGES)
            await sameAsMissing((id) => tasks.change(bob, id, change, at(20), versions), id);
          await sameAsMissing((id) => tasks.remove(bob, id, versions), id);
        }
        await unchanged();
      });

    it("keeps strangers out while the owner is at work on the same task", async () => {
      const { tasks, ann, bob } = stage;
      const { id, version } = anns[0] as Task;
      const outcomes = await Promise.all(
        together(60, (i) => ending(tasks.change(i % 3 ? bob : ann, id, { completed: "toggle" }, at(20)))),
      );
      expect(outcomes).to.deep.equal(outcomes.map((_, i) => (i % 3 ? "not_found" : "done")));
      expect((await tasks.get(ann, id)).version).to.equal(version + 20);
      expect((await tasks.list(bob, EVERYTHING)).tasks).to.deep.equal(bobs);
    });
  });
};

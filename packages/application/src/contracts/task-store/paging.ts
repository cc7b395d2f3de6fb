import { listed, PAGE_LIMIT, type Position, type Task, type TaskFilter, type TaskOrder } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import type { TaskStage } from "../stage.js";
import { addAll, addMany, drafted } from "./drafts.js";
import { EVERYTHING, nameOf, ORDERS } from "./queries.js";

/** Pages: whole, bounded, and steady while the list changes under the reader. */
export const describePaging = (stage: TaskStage): void => {
  /** Reads to the end, letting the world change between two pages. */
  const readAll = async (
    order: TaskOrder,
    limit: number,
    between: (page: readonly Task[], n: number) => Promise<void> = async () => {},
    filter: TaskFilter = {},
  ): Promise<Task[]> => {
    const seen: Task[] = [];
    let after: Position | null = null;
    for (let n = 0; n === 0 || after; n++) {
      const query = { ...filter, order, limit, ...(after && { after }) };
      const { tasks, next } = await stage.tasks.list(stage.ann, query);
      expect(tasks.length).to.be.at.most(limit);
      seen.push(...tasks);
      after = next;
      await between(tasks, n);
    }
    return seen;
  };

  /** Sixty tasks with no more than four different keys of each kind. */
  const furnish = async (): Promise<Task[]> => {
    const { tasks, ann } = stage;
    const drafts = Array.from({ length: 60 }, (_, n) =>
      drafted(["b", "B", "a", "c"][n % 4] as string, { completed: n % 3 === 0 }),
    );
    const added = await addMany((draft, n) => tasks.add(ann, draft, at(n % 3)), drafts);
    for (const { id } of added.slice(20, 30)) await tasks.change(ann, id, { description: "x" }, at(2));
    return [...(await tasks.list(ann, EVERYTHING)).tasks];
  };

  describe("paging", () => {
    it("says that nothing is left when the last page is just full, and where to go on when it is not the last", async () => {
      const { tasks, ann } = stage;
      const [first, second] = await addAll(tasks, ann, [drafted("a"), drafted("b")]);
      const order = { key: "title", descending: false } as const;
      expect(await tasks.list(ann, { order, limit: 2 })).to.deep.equal({ tasks: [first, second], next: null });
      const next = { key: "a", id: first?.id };
      expect(await tasks.list(ann, { order, limit: 1 })).to.deep.equal({ tasks: [first], next });
      expect(await tasks.list(ann, { order, limit: 1, after: next as Position })).to.deep.equal({
        tasks: [second],
        next: null,
      });
      expect(
        await tasks.list(ann, { order, limit: 1, after: { key: "b", id: second?.id as Task["id"] } }),
      ).to.deep.equal({ tasks: [], next: null });
    });

    it("goes on from a place whose task is gone, or never was", async () => {
      const { tasks, ann } = stage;
      const all = await furnish();
      for (const order of ORDERS) {
        const key = order.key === "title" ? "aa" : at(1.5);
        for (const id of [1, Number.MAX_SAFE_INTEGER] as Task["id"][]) {
          const query = { order, limit: 50, after: { key, id } };
          expect(await tasks.list(ann, query)).to.deep.equal(listed(all, query));
        }
      }
    });

    for (const order of ORDERS) {
      it(`shows each task once, in the order ${nameOf(order)}, whatever the size of the pages`, async () => {
        const all = await furnish();
        const inOrder = listed(all, { ...EVERYTHING, order }).tasks;
        for (const limit of [1, 7, 59, 60, 61]) expect(await readAll(order, limit)).to.deep.equal(inOrder);
        const open = inOrder.filter(({ completedAt }) => completedAt === null);
        expect(await readAll(order, 9, undefined, { completed: false })).to.deep.equal(open);
      });

      it(`shows each task that stays once, in the order ${nameOf(order)}, while others come and go`, async () => {
        const { tasks, ann, bob } = stage;
        const all = await furnish();
        const inOrder = listed(all, { ...EVERYTHING, order }).tasks;
        const leaving = inOrder.filter((_, i) => i % 7 === 6 || i % 10 === 9);
        const staying = inOrder.filter((task) => !leaving.includes(task));
        const seen = await readAll(order, 7, async (page, n) => {
          // The last task of a page goes, so that its place remains without it; so does one that is still to come.
          const going = [page.at(-1), leaving.findLast(({ id }) => !gone.has(id))];
          for (const task of going) if (task && leaving.includes(task) && !gone.has(task.id)) await leave(task);
          for (const title of ["a", "b", "zz"]) await tasks.add(n % 2 ? ann : bob, drafted(title), at(n % 4));
        });
        const stayed = seen.filter(({ id }) => staying.some((task) => task.id === id));
        expect(stayed).to.deep.equal(staying);
        expect(new Set(seen.map(({ id }) => id)).size).to.equal(seen.length);
      });
    }

    const gone = new Set<number>();
    const leave = async ({ owner, id }: Task): Promise<void> => {
      gone.add(id);
      await stage.tasks.remove(owner, id);
    };

    it("gives a page as large as a page may be, and what is left on the next", async () => {
      const { tasks, ann } = stage;
      const drafts = Array.from({ length: PAGE_LIMIT + 3 }, (_, n) => drafted(`${n % 10}`));
      await addAll(tasks, ann, drafts);
      for (const order of ORDERS.filter(({ descending }) => descending)) {
        const sizes: number[] = [];
        const seen = await readAll(order, PAGE_LIMIT, async (page) => void sizes.push(page.length));
        expect(sizes).to.deep.equal([PAGE_LIMIT, 3]);
        expect(new Set(seen.map(({ id }) => id)).size).to.equal(PAGE_LIMIT + 3);
      }
      expect(await tasks.count(ann, {})).to.equal(PAGE_LIMIT + 3);
    });
  });
};

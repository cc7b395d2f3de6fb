import { expect } from "chai";
import { describe, it } from "mocha";
import { type Api, type Caller, faultsIn } from "../api.js";
import type { Wire } from "../envelope.js";
import { newcomer, pathOf, taskOf } from "./stage.js";

const titled = async (user: Caller, titles: readonly string[]): Promise<void> => {
  for (const title of titles) await taskOf(user, { title });
};

const titlesOf = (tasks: readonly Wire[]): unknown[] => tasks.map(({ title }) => title);

const list = async (user: Caller, query = ""): Promise<unknown[]> => {
  const { status, body } = await user("GET", `/api/v1/tasks?${query}`);
  expect(status, query).to.equal(200);
  return titlesOf(body.data);
};

/** Every task on every page. */
const pages = async (user: Caller, query: string, between = async (): Promise<void> => {}): Promise<Wire[]> => {
  const tasks: Wire[] = [];
  for (let cursor = ""; ; ) {
    const { data, meta } = (await user("GET", `/api/v1/tasks?${query}${cursor}`)).body;
    tasks.push(...data);
    expect(meta.has_more).to.equal(meta.next_cursor !== null);
    if (!meta.has_more) return tasks;
    cursor = `&cursor=${meta.next_cursor}`;
    await between();
  }
};

export const describeLists = (api: () => Api): void => {
  describe("listing tasks", () => {
    it("gives the newest first, all there are, and says so", async () => {
      const ann = newcomer(api(), "ann");
      await titled(ann, ["one", "two", "three"]);
      const { body } = await ann("GET", "/api/v1/tasks");
      expect(titlesOf(body.data)).to.deep.equal(["three", "two", "one"]);
      expect(body.meta).to.deep.equal({ limit: 1000, has_more: false, next_cursor: null });
    });

    it("sorts by each of its keys, both ways", async () => {
      const ann = newcomer(api(), "ann");
      await titled(ann, ["b", "C", "a"]);
      const [, , first] = (await ann("GET", "/api/v1/tasks")).body.data;
      await ann("PATCH", pathOf(first ?? {}), { json: { title: "B" } });
      expect(await list(ann, "sort=created_at")).to.deep.equal(["B", "C", "a"]);
      expect(await list(ann, "sort=-created_at")).to.deep.equal(["a", "C", "B"]);
      expect(await list(ann, "sort=title")).to.deep.equal(["a", "B", "C"]);
      expect(await list(ann, "sort=-title")).to.deep.equal(["C", "B", "a"]);
      expect((await list(ann, "sort=updated_at")).at(-1)).to.equal("B");
      expect((await list(ann, "sort=-updated_at"))[0]).to.equal("B");
    });

    it("filters by state and by literal text, and counts what the filter leaves", async () => {
      const ann = newcomer(api(), "ann");
      await titled(ann, ["100% sure", "snake_case", "back\\slash", "a+b c"]);
      await taskOf(ann, { title: "Paid", description: "at MIDNIGHT", completed: true });
      expect(await list(ann, "completed=true")).to.deep.equal(["Paid"]);
      expect(await list(ann, "completed=false")).to.have.lengthOf(4);
      for (const [q, found] of [
        ["%25", "100% sure"],
        ["_", "snake_case"],
        ["%5C", "back\\slash"],
        ["a%2Bb+C", "a+b c"],
        ["midnight", "Paid"],
      ])
        expect(await list(ann, `q=${q}`), q).to.deep.equal([found]);
      expect(await list(ann, "q=")).to.have.lengthOf(5);
      const { meta } = (await ann("GET", "/api/v1/tasks?q=s&limit=1&count=true")).body;
      expect(meta).to.include({ total: 3, has_more: true });
    });

    it("pages through equal keys without losing or repeating one", async () => {
      const ann = newcomer(api(), "ann");
      await titled(ann, ["x", "X", "x", "y", "x", "X", "y"]);
      const all = (await ann("GET", "/api/v1/tasks")).body.data.map(({ id }) => id);
      for (const sort of ["title", "-title", "created_at", "-updated_at"]) {
        const seen = (await pages(ann, `sort=${sort}&limit=2`)).map(({ id }) => id);
        expect(seen, sort).to.have.lengthOf(all.length).and.to.have.members(all);
      }
    });

    it("shows every task that stayed exactly once while others come and go", async () => {
      const ann = newcomer(api(), "ann");
      await titled(
        ann,
        Array.from({ length: 30 }, (_, n) => `kept ${n}`),
      );
      const kept = (await ann("GET", "/api/v1/tasks")).body.data.map(({ id }) => id);
      let passing: Wire | undefined;
      const seen = await pages(ann, "limit=4", async () => {
        if (passing) await ann("DELETE", pathOf(passing));
        passing = await taskOf(ann, { title: "passing" });
      });
      const ids = seen.map(({ id }) => id).filter((id) => kept.includes(id));
      expect(ids).to.deep.equal(kept);
    });

    it("names what is wrong with a query", async () => {
      const ann = newcomer(api(), "ann");
      const limits = ["0", "-1", "1001", "abc", "", "1.5", "1e1", "%205", "0x5", "9007199254740993", "%D9%A5", "NaN"];
      const bad: [string, readonly string[]][] = [
        ...limits.map((limit): [string, string[]] => [`limit=${limit}`, ["limit"]]),
        ["completed=1", ["completed"]],
        ["completed=", ["completed"]],
        ["count=yes", ["count"]],
        ["sort=id", ["sort"]],
        ["sort=id%3Bdrop%20table", ["sort"]],
        ["q=%00", ["q"]],
        [`q=${"x".repeat(201)}`, ["q"]],
        ["limit=0&cursor=nowhere", ["limit", "cursor"]],
        ["page=2&cursor=nowhere&sort=title", ["page", "cursor"]],
        ["sort=id&cursor=nowhere", ["sort"]],
        ["limit[]=5", ["limit[]"]],
        ["=1", [""]],
        ["page=2&limit=0", ["limit", "page"]],
        ["__proto__=1", ["__proto__"]],
        ["limit=5&limit=10", ["limit"]],
        ["completed=true&completed=false&sort=id", ["sort", "completed"]],
      ];
      for (const [query, faults] of bad) {
        const reply = await ann("GET", `/api/v1/tasks?${query}`);
        expect(reply.status, query).to.equal(422);
        expect(faultsIn(reply), query).to.have.members(faults);
      }
    });

    it("takes no cursor but its own, and only in the sort it was made for", async () => {
      const ann = newcomer(api(), "ann");
      await titled(ann, ["a", "b"]);
      const cursor = (await ann("GET", "/api/v1/tasks?limit=1&sort=title")).body.meta.next_cursor;
      const made = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString("base64url");
      expect(await list(ann, `sort=title&cursor=${cursor}`)).to.deep.equal(["b"]);
      const bad = [
        `cursor=${cursor}`,
        `sort=-title&cursor=${cursor}`,
        `sort=title&cursor=${cursor}%3D`,
        `sort=title&cursor=${cursor}A`,
        "cursor=",
        "cursor=nonsense",
        `cursor=${made("-created_at")}`,
        `cursor=${made(["-created_at", "yesterday", 1])}`,
        `cursor=${made(["-created_at", "2026-02-30T00:00:00.000Z", 1])}`,
        `cursor=${made(["-created_at", "2026-01-31T00:00:00.000Z", "1"])}`,
        `cursor=${made(["-created_at", "2026-01-31T00:00:00.000Z", 0])}`,
        `cursor=${made(["-created_at", "2026-01-31T00:00:00.000Z", 1, 2])}`,
        `sort=title&cursor=${made(["title", "", 1])}`,
        `sort=title&cursor=${made(["title", "x\0", 1])}`,
        `sort=title&cursor=${made(["title", "x".repeat(201), 1])}`,
      ];
      for (const query of bad) {
        const reply = await ann("GET", `/api/v1/tasks?${query}`);
        expect(reply.status, query).to.equal(422);
        expect(faultsIn(reply), query).to.deep.equal(["cursor"]);
      }
    });
  });
};

import { expect } from "chai";
import { describe, it } from "mocha";
import type { Api } from "../api.js";
import { newcomer, pathOf, stored, taskOf } from "./stage.js";

const WRITES = [
  ["PUT", "", { title: "b" }],
  ["PATCH", "", { title: "b" }],
  ["PATCH", "/complete", undefined],
  ["PATCH", "/complete", { completed: true }],
  ["DELETE", "", undefined],
] as const;

export const describeVersions = (api: () => Api): void => {
  describe("versions of tasks", () => {
    it("changes nothing when If-Match names another version", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      for (const [method, path, json] of WRITES)
        for (const tag of ['"2"', 'W/"1"', '"01"', '"x"', "1", '"9007199254740993"']) {
          const reply = await ann(method, pathOf(task) + path, { json, headers: { "If-Match": tag } });
          expect(reply.status, `${method} ${path} ${tag}`).to.equal(412);
        }
      expect(await stored(ann, task)).to.deep.equal(task);
    });

    it("changes the version that If-Match names, among others or by a star", async () => {
      const ann = newcomer(api(), "ann");
      for (const [method, path, json] of WRITES)
        for (const tag of ['"1"', '"7", "1"', "*"]) {
          const task = await taskOf(ann);
          const reply = await ann(method, pathOf(task) + path, { json, headers: { "If-Match": tag } });
          expect(reply.status, `${method} ${path} ${tag}`).to.equal(method === "DELETE" ? 204 : 200);
          if (method !== "DELETE") expect(reply.headers.get("etag")).to.equal('"2"');
        }
    });

    it("lets the last write win when none is named", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      await ann("PATCH", pathOf(task), { json: { title: "first" } });
      const { body } = await ann("PATCH", pathOf(task), { json: { title: "last" } });
      expect(body.data).to.include({ title: "last", version: 3 });
      expect(await stored(ann, task)).to.deep.equal(body.data);
    });

    it("answers 304 to who has this version already", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      for (const method of ["GET", "HEAD"])
        for (const [tag, status] of [
          ['"1"', 304],
          ['W/"1"', 304],
          ['"7", "1"', 304],
          ["*", 304],
          ['"2"', 200],
          ["1", 200],
        ] as const) {
          const reply = await ann(method, pathOf(task), { headers: { "If-None-Match": tag } });
          expect(reply.status, `${method} ${tag}`).to.equal(status);
          expect(reply.headers.get("etag")).to.equal('"1"');
        }
    });

    it("loses no change of fifty that read, change and try again", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann, { title: "0" });
      const increment = async (): Promise<void> => {
        const { headers, body } = await ann("GET", pathOf(task));
        const json = { title: String(Number(body.data["title"]) + 1) };
        const saved = await ann("PATCH", pathOf(task), { json, headers: { "If-Match": headers.get("etag") ?? "" } });
        if (saved.status === 412) return increment();
        expect(saved.status).to.equal(200);
      };
      await Promise.all(Array.from({ length: 50 }, increment));
      expect(await stored(ann, task)).to.include({ title: "50", version: 51 });
    });

    it("turns over a hundred times when a hundred ask at once", async () => {
      const ann = newcomer(api(), "ann");
      const task = await taskOf(ann);
      const replies = await Promise.all(Array.from({ length: 100 }, () => ann("PATCH", `${pathOf(task)}/complete`)));
      expect(new Set(replies.map(({ status }) => status))).to.deep.equal(new Set([200]));
      expect(new Set(replies.map(({ body }) => body.data["version"])).size).to.equal(100);
      expect(await stored(ann, task)).to.include({ completed: false, version: 101 });
    });

    it("makes one account of fifty first requests at once", async () => {
      const ann = newcomer(api(), "ann");
      const replies = await Promise.all(Array.from({ length: 50 }, () => ann("GET", "/api/v1/me")));
      expect(new Set(replies.map(({ text }) => text)).size).to.equal(1);
    });
  });
};

import { DESCRIPTION_LENGTH, listed, SEARCH_LENGTH, satisfying, type TaskDraft, TITLE_LENGTH } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at } from "../moments.js";
import type { TaskStage } from "../stage.js";
import { addAll, drafted } from "./drafts.js";
import { NASTY_TITLES } from "./nasty-texts.js";
import { EVERYTHING, nameOf, ORDERS } from "./queries.js";

const KELVIN = "\u212a";

/** What is searched for, the titles that have it, and titles that only seem to. */
const SEARCHES: readonly (readonly [search: string, found: readonly string[], others: readonly string[]])[] = [
  ["%", ["100%"], ["100"]],
  ["_", ["a_b"], ["axb"]],
  ["\\", ["a\\b"], ["ab", "a/b"]],
  ["\\d", ["a\\d"], ["1", "d"]],
  [".*", ["x.*y"], ["xy", "x.y"]],
  ["[a]", ["[a]", "[A]"], ["a", "[b]"]],
  ["[", ["a[1]"], ["a1"]],
  ["(?i)a", ["x(?i)A"], ["a"]],
  ["***=a", ["***=a"], ["a"]],
  ["a|b", ["A|B"], ["a", "b"]],
  ["^a$", ["^a$"], ["a"]],
  ["a{2}", ["a{2}"], ["aa"]],
  ["a+?", ["A+?"], ["aa"]],
  ["'\"`", ["x'\"`"], ["'"]],
  ["MILK", ["milk", "Buy MILK", "mIlKshake"], ["mil", "m ilk"]],
  ["milk", ["MILK", `MIL${KELVIN}`], ["silk"]],
  ["é", ["CAFÉ", "café"], ["cafe", "cafe\u0301"]],
  ["É", ["CAFÉ", "café"], ["cafe"]],
  ["Σ", ["σ", "ς", "Σ"], ["s"]],
  ["ς", ["σ", "ς", "Σ"], ["s"]],
  [KELVIN, ["k", "K", KELVIN], ["c"]],
  ["я", ["Я", "я"], ["r"]],
  // Beyond U+FFFF, where letters that share half of their surrogate pair are not the same.
  ["\u{10400}", ["\u{10400}", "\u{10428}"], ["\u{10401}", "\u{10429}"]],
  ["😀", ["x😀y"], ["😁"]],
  ["\n", ["a\nb"], ["ab", "a b"]],
  ["\u0001", ["a\u0001"], ["a"]],
  ["two  words", ["Two  Words"], ["two words"]],
];

/** A description that begins with what readers take for a byte order mark, and ends with white space. */
const around = (text: string): string => `\ufeff ${text}\n`;

const titles = (found: readonly { title: string }[]): string[] => found.map(({ title }) => title);

/** Texts come back exactly, are found literally, and stand in an order without locale. */
export const describeTexts = (stage: TaskStage): void => {
  describe("texts", () => {
    it("gives every text back exactly, when it was added and when it was changed", async () => {
      const { tasks, ann } = stage;
      const added = await addAll(
        tasks,
        ann,
        NASTY_TITLES.map((text) => drafted(text, { description: around(text) })),
      );
      const changed = await tasks.add(ann, drafted("x"), at(0));
      for (const [i, text] of NASTY_TITLES.entries()) {
        const texts = { title: text, description: around(text) };
        const { id } = added[i] ?? changed;
        expect(added[i]).to.include(texts);
        expect(await tasks.get(ann, id)).to.include(texts);
        expect(await tasks.change(ann, changed.id, texts, at(1))).to.include(texts);
        expect(await tasks.get(ann, changed.id)).to.include(texts);
      }
    });

    it("keeps texts as long as the domain allows, counted in code points", async () => {
      const { tasks, ann } = stage;
      for (const letter of ["a", "é", "漢", "😀"]) {
        const texts = { title: letter.repeat(TITLE_LENGTH), description: letter.repeat(DESCRIPTION_LENGTH) };
        const { id } = await tasks.add(ann, drafted(texts.title, texts), at(0));
        expect(await tasks.get(ann, id)).to.include(texts);
      }
    });

    for (const order of ORDERS.filter(({ key }) => key === "title"))
      it(`sorts by ${nameOf(order)} by code point, A to Z as a to z, then by id, also page by page`, async () => {
        const { tasks, ann } = stage;
        const added = await addAll(
          tasks,
          ann,
          [...NASTY_TITLES, ...NASTY_TITLES].map((title) => drafted(title)),
        );
        const expected = listed(added, { ...EVERYTHING, order });
        expect(titles((await tasks.list(ann, { ...EVERYTHING, order })).tasks)).to.deep.equal(titles(expected.tasks));
        let page = await tasks.list(ann, { order, limit: 7 });
        const seen = [...page.tasks];
        while (page.next) {
          page = await tasks.list(ann, { order, limit: 7, after: page.next });
          seen.push(...page.tasks);
        }
        expect(seen).to.deep.equal(expected.tasks);
      });

    it("finds a literal text in the title or the description, without regard to case", async () => {
      const { tasks, ann } = stage;
      const all = SEARCHES.flatMap(([, found, others]) => [...found, ...others]);
      const drafts = all.map((text, i): TaskDraft => (i % 2 ? drafted(text) : drafted("x", { description: text })));
      const added = await addAll(tasks, ann, drafts);
      for (const [search, found, others] of SEARCHES) {
        const { tasks: answer } = await tasks.list(ann, { ...EVERYTHING, search });
        const texts = answer.flatMap(({ title, description }) => [title, description]);
        expect(texts, search).to.include.members([...found]);
        for (const other of others) expect(texts.includes(other), search).to.equal(false);
        expect(answer).to.deep.equal(listed(added, { ...EVERYTHING, search }).tasks);
        expect(await tasks.count(ann, { search })).to.equal(answer.length);
      }
    });

    it("agrees with the domain on what satisfies a search, for nasty texts", async () => {
      const { tasks, ann } = stage;
      const added = await addAll(
        tasks,
        ann,
        NASTY_TITLES.map((title, i) => drafted(title, { completed: i % 3 === 0 })),
      );
      for (const search of ["", " ", ...NASTY_TITLES, ...NASTY_TITLES.map((title) => [...title].at(-1) ?? "")])
        for (const completed of [undefined, true]) {
          const filter = { search, ...(completed && { completed }) };
          expect(await tasks.count(ann, filter), JSON.stringify(search)).to.equal(satisfying(added, filter).length);
        }
    });

    it("does not find a text that begins in the title and ends in the description", async () => {
      const { tasks, ann } = stage;
      await tasks.add(ann, drafted("mi", { description: "lk" }), at(0));
      expect(await tasks.count(ann, { search: "milk" })).to.equal(0);
    });

    it("searches for a text as long as it may be", async () => {
      const { tasks, ann } = stage;
      const letters = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x400 + (i % 0x100)));
      const words = ["aB".repeat(SEARCH_LENGTH), letters.join("").repeat(3), "ſ%_\\".repeat(SEARCH_LENGTH)];
      for (const word of words) {
        const description = word.slice(0, SEARCH_LENGTH);
        const { id } = await tasks.add(ann, drafted("x", { description }), at(0));
        for (const search of [description, description.toUpperCase().slice(0, SEARCH_LENGTH)])
          expect((await tasks.list(ann, { ...EVERYTHING, search })).tasks.map((task) => task.id)).to.deep.equal([id]);
        expect(await tasks.count(ann, { search: `${description.slice(1)}!` })).to.equal(0);
      }
    });
  });
};

/** A fenced block of a page, which a reader may paste. */
export interface Block {
  readonly language: string;
  /** The heading that it stands under. */
  readonly section: string;
  readonly line: number;
  readonly code: string;
}

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;
const HEADING = /^#+ (.*)$/gm;

export const blocksIn = (page: string): readonly Block[] =>
  [...page.matchAll(BLOCK)].map(({ index, 1: language = "", 2: code = "" }) => {
    const before = page.slice(0, index);
    return {
      language,
      section: [...withoutBlocks(before).matchAll(HEADING)].at(-1)?.[1] ?? "",
      line: before.split("\n").length,
      code,
    };
  });

/** What is left of a page without its blocks. */
export const withoutBlocks = (page: string): string => page.replace(BLOCK, "");

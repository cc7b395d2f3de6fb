import { posix } from "node:path";
import { withoutBlocks } from "./blocks.js";

const LINK = /\]\(([^)\s]+)(?:\s"[^"]*")?\)|\b(?:src|href)="([^"]+)"/g;
const CODE = /(`+)[^`]+\1/g;
const HEADING = /^#+ (.*)$/gm;

/** How GitHub names the place of a heading, but for the number of one that comes again. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");

/** The anchors of a page, one for each heading. */
const anchorsIn = (page: string): ReadonlySet<string> => {
  const times = new Map<string, number>();
  const anchors = [...withoutBlocks(page).matchAll(HEADING)].map(([, heading = ""]) => {
    const anchor = anchorOf(heading);
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set(anchors);
};

const linksIn = (page: string): readonly string[] =>
  [...withoutBlocks(page).replace(CODE, "").matchAll(LINK)]
    .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? "")
    .filter((href) => !/^[a-z]+:/.test(href));

/** The links of these pages, to each other and to other files, that lead to no file or to no heading. */
export const brokenLinks = (pages: ReadonlyMap<string, string>, exists: (path: string) => boolean): readonly string[] =>
  [...pages].flatMap(([path, page]) =>
    linksIn(page)
      .filter((href) => {
        const [file = "", anchor] = href.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), file);
        if (!pages.has(target) && !exists(target)) return true;
        return anchor !== undefined && !anchorsIn(pages.get(target) ?? "").has(anchor);
      })
      .map((href) => `${path}: ${href}`),
  );

/** What a page says of a test: the title, or a part of it, and the file, as the page links to it. */
export interface Claim {
  readonly title: string;
  readonly href: string;
}

/** The title is the text of a link to the test's file, or the link's own title behind the path. */
const TEST = /\[([^\]]+)\]\(((?:\.\.\/)*(?:packages|test)\/[^\s)]+\.ts)(?:\s"([^"]+)")?\)/g;

export const claimsIn = (text: string): readonly Claim[] =>
  [...text.matchAll(TEST)].map(([, shown = "", href = "", title = shown]) => ({
    title: title.replace(/\s+/g, " "),
    href,
  }));

/** The rows of a page's tables whose last column is this one. */
export const rowsBy = (column: string, page: string): readonly string[] => {
  const tables = page.matchAll(new RegExp(`^\\|.*\\| ${column} \\|\\n\\|[ -|]+\\n((?:\\|.*\\n)+)`, "gm"));
  return [...tables].flatMap(([, rows = ""]) => rows.trimEnd().split("\n"));
};

/** A figure as a page gives it, in bold letters, and the page that it links to. */
export interface Figure {
  readonly figure: string;
  readonly href: string;
}

export const figuresIn = (row: string): readonly Figure[] => {
  const [, href = ""] = /\]\(([^)#]+)/.exec(row) ?? [];
  return [...row.matchAll(/\*\*(.+?)\*\*/g)].map(([, figure = ""]) => ({ figure, href }));
};

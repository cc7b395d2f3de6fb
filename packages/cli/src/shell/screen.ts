type Style = "bold" | "dim" | "red" | "green" | "cyan";

/** What the shell is shown on. */
export interface Screen {
  /** How many columns a line has; null where nothing needs to be cut. */
  readonly columns: number | null;
  /** Whether somebody sits before it who can press arrow keys. */
  readonly hasKeys: boolean;
  /** The text in this style, or as it is where there is no colour. */
  readonly paint: (style: Style, text: string) => string;
}

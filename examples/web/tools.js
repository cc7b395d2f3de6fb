// @ts-check
/** @import { Choice } from "./tasks.js" */
import { byId, within } from "./element.js";

const PAUSE = 250;

/** @type {Readonly<Record<string, boolean | null>>} */
const COMPLETED = { all: null, open: false, completed: true };

/**
 * The search field and the filter.
 *
 * @param {(choice: Choice) => unknown} choose is told when the user has stopped typing, or chosen
 */
export const openTools = (choose) => {
  const search = byId("search", HTMLInputElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const chosen = () => {
    clearTimeout(pause);
    const shown = within(document, "[name=show]:checked", HTMLInputElement).value;
    choose({ completed: COMPLETED[shown] ?? null, q: search.value.trim() });
  };
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(chosen, PAUSE);
  });
  for (const radio of document.querySelectorAll("[name=show]")) radio.addEventListener("change", chosen);
};

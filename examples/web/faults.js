// @ts-check
import { say } from "./element.js";
import { explain } from "./explain.js";
import { isRefusal, Refusal } from "./refusal.js";

let faults = 0;

/**
 * The field of a form that has this name, and the place beside it that says what is wrong.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldOf = (form, name) => {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const place = form.querySelector(`.fault[data-for="${name}"]`);
  return place instanceof HTMLElement ? { field, place } : null;
};

/** @param {HTMLFormElement} form */
export const clearFaults = (form) => {
  for (const place of form.querySelectorAll(".fault")) if (place instanceof HTMLElement) say(place, "");
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
};

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} message
 */
const showFault = (form, name, message) => {
  const found = fieldOf(form, name);
  if (found === null) return false;
  found.place.id ||= `fault-${++faults}`;
  const label = found.field.labels?.[0]?.firstChild?.textContent?.trim() ?? "This";
  say(found.place, `${label} ${message}.`);
  found.field.setAttribute("aria-invalid", "true");
  found.field.setAttribute("aria-describedby", found.place.id);
  return true;
};

/**
 * Shows what was wrong with what a form has sent: beside the fields as far as they are named, else below them all.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} whole
 * @param {unknown} error
 */
export const showFaults = (form, whole, error) => {
  const details = error instanceof Refusal && isRefusal(error, "VALIDATION_ERROR") ? error.details : [];
  const placed = details.filter(({ path, message }) => showFault(form, path, message));
  if (placed.length === 0 || placed.length < details.length) say(whole, explain(error));
  const [first] = form.querySelectorAll("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
};

// @ts-check
/** @import { Task, Texts } from "./tasks.js" */
import { copyOf, within } from "./element.js";
import { isSignedOut } from "./explain.js";
import { clearFaults, showFaults } from "./faults.js";
import { isRefusal } from "./refusal.js";

/**
 * @typedef {object} Ending
 * @property {() => void} cancel
 * @property {(texts: Texts) => Promise<void>} save
 * @property {(typed: Texts) => void} vanished
 * @property {(error: unknown) => void} failed
 */

/**
 * A form in the place of a task. What was typed stays until it is saved, whatever happens to the request.
 *
 * @param {Task} task
 * @param {Ending} ending
 */
export const openEditor = (task, { cancel, save, vanished, failed }) => {
  const form = copyOf("task-editor", HTMLFormElement);
  const title = within(form, "input", HTMLInputElement);
  const description = within(form, "textarea", HTMLTextAreaElement);
  const submit = within(form, "[type=submit]", HTMLButtonElement);
  title.value = task.title;
  description.value = task.description;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.ariaDisabled === "true") return;
    submit.ariaDisabled = "true";
    clearFaults(form);
    const texts = { title: title.value.trim(), description: description.value };
    try {
      await save(texts);
    } catch (error) {
      if (isRefusal(error, "NOT_FOUND")) vanished(texts);
      else if (isSignedOut(error)) failed(error);
      else showFaults(form, within(form, ".whole", HTMLElement), error);
    } finally {
      submit.ariaDisabled = null;
    }
  });
  form.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") cancel();
  });
  within(form, ".cancel", HTMLButtonElement).addEventListener("click", cancel);
  return form;
};

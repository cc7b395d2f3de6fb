// @ts-check
/** @import { Task, Tasks, Texts } from "./tasks.js" */
import { byId } from "./element.js";
import { isSignedOut } from "./explain.js";
import { clearFaults, showFaults } from "./faults.js";
import { announce } from "./notice.js";

/**
 * The form for new tasks. It is not optimistic: a request that got lost may have made a task or not, so only the user
 * can decide to send it again. Until it is answered, what they typed stays.
 *
 * @param {Tasks} tasks
 * @param {{ readonly added: (task: Task) => void, readonly failed: (error: unknown) => void }} then
 */
export const openAddForm = (tasks, { added, failed }) => {
  const form = byId("add", HTMLFormElement);
  const title = byId("new-title", HTMLInputElement);
  const description = byId("new-description", HTMLTextAreaElement);
  const submit = form.querySelector("[type=submit]");
  if (!(submit instanceof HTMLButtonElement)) throw new TypeError("the form has no button");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.ariaDisabled === "true") return;
    submit.ariaDisabled = "true";
    clearFaults(form);
    try {
      const task = await tasks.add({ title: title.value, description: description.value });
      form.reset();
      title.focus();
      added(task);
      announce(`${task.title}: added`);
    } catch (error) {
      if (isSignedOut(error)) failed(error);
      else showFaults(form, byId("add-fault", HTMLElement), error);
    } finally {
      submit.ariaDisabled = null;
    }
  });

  return {
    /**
     * Puts texts into the form that would be lost otherwise, unless the user has begun to type there.
     *
     * @param {Texts} texts
     */
    offer: (texts) => {
      if (title.value !== "" || description.value !== "") return;
      title.value = texts.title;
      description.value = texts.description;
      title.focus();
    },
  };
};

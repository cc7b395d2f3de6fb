// @ts-check
/** @import { Accounts } from "./accounts.js" */
import { byId, say } from "./element.js";
import { clearFaults, showFaults } from "./faults.js";

/**
 * The form to sign in and to sign up.
 *
 * @param {Accounts} accounts
 * @param {() => Promise<void>} entered
 */
export const openEntrance = (accounts, entered) => {
  const form = byId("entrance-form", HTMLFormElement);
  const enter = byId("enter", HTMLButtonElement);
  const email = byId("email", HTMLInputElement);
  const password = byId("password", HTMLInputElement);
  const name = byId("name", HTMLInputElement);
  let isNew = false;

  const show = () => {
    const [title, question, other] = isNew
      ? ["Create an account", "Have you got one?", "Sign in"]
      : ["Sign in", "New here?", "Create an account"];
    byId("entrance-title", HTMLElement).textContent = title;
    enter.textContent = title;
    byId("other-question", HTMLElement).textContent = question;
    byId("other-way", HTMLElement).textContent = other;
    byId("name-field", HTMLElement).hidden = !isNew;
    byId("password-hint", HTMLElement).hidden = !isNew;
    password.autocomplete = isNew ? "new-password" : "current-password";
    clearFaults(form);
  };

  byId("other-way", HTMLButtonElement).addEventListener("click", () => {
    isNew = !isNew;
    show();
    (isNew ? name : email).focus();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (enter.ariaDisabled === "true") return;
    enter.ariaDisabled = "true";
    clearFaults(form);
    const credentials = { email: email.value.trim(), password: password.value, name: name.value.trim() };
    try {
      await (isNew ? accounts.signUp(credentials) : accounts.signIn(credentials));
      await entered();
      password.value = "";
      isNew = false;
      show();
    } catch (error) {
      showFaults(form, byId("entrance-fault", HTMLElement), error);
    } finally {
      enter.ariaDisabled = null;
    }
  });

  /** @param {string} why they have to sign in; "" when they know */
  return (why) => {
    say(byId("entrance-why", HTMLElement), why);
    email.focus();
  };
};

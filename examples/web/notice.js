// @ts-check
import { byId } from "./element.js";

/**
 * Tells a screen reader what everybody else sees.
 *
 * @param {string} text
 */
export const announce = (text) => {
  byId("said", HTMLElement).textContent = text;
};

/**
 * Shows a message that stays until it is closed, or another one comes.
 *
 * @param {string} text
 */
export const notice = (text) => {
  byId("notice-text", HTMLElement).textContent = text;
  byId("notice", HTMLElement).hidden = false;
};

export const closeNotice = () => {
  byId("notice", HTMLElement).hidden = true;
};

// @ts-check

/**
 * The element with this id. Throws TypeError when the page has none of this kind.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export const byId = (id, kind) => {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new TypeError(`the page has no #${id}`);
};

/**
 * The first element below another one that the selector fits. Throws TypeError when there is none of this kind.
 *
 * @template {HTMLElement} T
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export const within = (parent, selector, kind) => {
  const found = parent.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`there is no ${selector}`);
};

/**
 * A new copy of what a template holds.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 */
export const copyOf = (id, kind) => {
  const content = document.importNode(byId(id, HTMLTemplateElement).content, true);
  const [root] = content.children;
  if (root instanceof kind) return root;
  throw new TypeError(`#${id} holds nothing of this kind`);
};

/**
 * Shows a text in an element, which is hidden while there is none.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export const say = (element, text) => {
  element.hidden = text === "";
  element.textContent = text;
};

/* Making elements: text only, never markup */

/** @typedef {Node | string | number | false | null | undefined} Child what is falsy is left out */
/** @typedef {Record<string, any>} Props attributes; a function hears the event it is named after */

/**
 * Make an element.
 * @template {string} W
 * @param {W} what "tag.class.class"
 * @param {...(Child | Props)} rest attributes, if any, then children
 * @returns {W extends `${infer T}.${string}` ? Made<T> : Made<W>}
 */
export function make(what, ...rest) {
  const [tag, ...classes] = what.split(".");
  const node = /** @type {any} */ (document.createElement(tag));
  if (tag === "button") node.type = tag;
  node.className = classes.join(" ");
  if (rest[0]?.constructor === Object) set(node, /** @type {Props} */ (rest.shift()));
  node.append(...rest.filter(Boolean));
  return node;
}

/**
 * Set attributes: true stands for a bare name, false and nothing take it away.
 * @param {Element} node
 * @param {Props} props
 */
export function set(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === false || value === null || value === undefined) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/**
 * Fill a node, or hide it if there is nothing to fill it with.
 * @param {HTMLElement} node
 * @param {...Child} children
 */
export function put(node, ...children) {
  node.replaceChildren(.../** @type {Node[]} */ (children.filter(Boolean)));
  node.hidden = !node.hasChildNodes();
}

export const HIDDEN = { "aria-hidden": "true" };
let made = 0;

/**
 * Return an id that no other element of the page has.
 * @param {string} prefix
 */
export function uniqueId(prefix) {
  return prefix + "-" + ++made;
}

/**
 * Put `values` in the places {so} named of a sentence.
 * @param {string | undefined} sentence
 * @param {Record<string, unknown>} values
 */
export const fill = (sentence, values) =>
  (sentence || "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/**
 * First sentence in bold: what it is about.
 * @param {string} text
 */
export function firstBold(text) {
  const end = text.search(/[.!?]\s/) + 1;
  return end ? [make("b", text.slice(0, end)), text.slice(end)] : [make("b", text)];
}

/**
 * @param {string} kind "info", "warn" or "bad"
 * @param {...Child} content
 */
export function banner(kind, ...content) {
  return make(`div.banner.${kind}`, { role: kind === "bad" ? "alert" : "status" },
    make("span.ic", HIDDEN, kind === "info" ? "i" : "!"), make("div", ...content));
}

/**
 * Write anew what a node shows; the focus stays at its place, which `data-at` names.
 * @param {Element} node
 * @param {() => void} write
 */
export function keepFocus(node, write) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.at;
  write();
  if (held) /** @type {HTMLElement | null} */ (node.querySelector(`[data-at="${CSS.escape(held)}"]`))?.focus();
}

/**
 * Listen to a model until the view goes.
 * @param {Model} model
 * @param {string[]} names of events
 * @param {(...about: any[]) => void} act
 * @param {AbortSignal} [signal]
 */
export function listen(model, names, act, signal) {
  for (const name of names) model.on(name, act);
  signal?.addEventListener("abort", () => names.forEach((name) => model.off(name, act)));
}

/** @param {...string} traits */
export const changes = (...traits) => traits.map((trait) => "change:" + trait);

/**
 * Act once in the next frame however often it is asked; or once when all is done that is being done now.
 * @param {() => void} act
 * @param {(act: () => void) => void} [wait]
 */
export function soon(act, wait = requestAnimationFrame) {
  let asked = false;
  return () => {
    if (!asked) wait(() => { asked = false; act(); });
    asked = true;
  };
}

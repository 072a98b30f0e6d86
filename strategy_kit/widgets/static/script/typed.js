/* What was typed and perhaps never heard: kept over a reload, and typed again */

const SECOND = 1000; // milliseconds
const KEPT = "strategy_kit_typed";
const FIELD = ".sk :is(input:not([type=file]), select, textarea)";
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * By the name of the field: what, when, and whether somebody still writes there.
 * @type {Map<string, { value: string | boolean, at: number, writing: boolean }>}
 */
const typed = new Map();
/** @param {Field} node */
const nameOf = (node) => node.ariaLabel || node.labels?.[0]?.textContent.trim() || "";
/** @param {Field} node */
const valueOf = (node) => ("checked" in node && node.type === "checkbox" ? node.checked : node.value);

/** @param {Event} event */
function noteTyped({ type, target }) {
  const node = /** @type {Field} */ (target);
  const name = node.matches?.(FIELD) && nameOf(node);
  if (name) typed.set(name, { value: valueOf(node), at: Date.now(), writing: type === "input" });
}

/**
 * An answer to a question asked at `then` says that all sent before was heard.
 * @param {number} then
 */
export function forgetTyped(then) {
  for (const [name, { at, writing }] of typed) if (at < then && !writing) typed.delete(name);
}

/** @param {boolean} yes */
export function keepTyped(yes) {
  if (!yes) return sessionStorage.removeItem(KEPT);
  const values = [...typed].map(([name, { value }]) => [name, value]);
  sessionStorage.setItem(KEPT, JSON.stringify({ at: location.search, values }));
}

/**
 * @param {HTMLElement} el
 * @param {AbortSignal} signal
 */
export function typeAgain(el, signal) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
  sessionStorage.removeItem(KEPT);
  if (kept.at !== location.search) return;
  /** @type {Map<string, string | boolean>} */
  const left = new Map(kept.values);
  const until = Date.now() + 30 * SECOND;
  const timer = setInterval(() => {
    const place = el.closest(".sk-app") || document;
    for (const node of /** @type {NodeListOf<Field>} */ (place.querySelectorAll(FIELD))) {
      const value = left.get(nameOf(node));
      left.delete(nameOf(node));
      if (value !== undefined && valueOf(node) !== value) retype(node, value);
    }
    if (!left.size || Date.now() > until) clearInterval(timer);
  }, SECOND / 2);
  signal.addEventListener("abort", () => clearInterval(timer));
}

/**
 * @param {Field} node
 * @param {string | boolean} value
 */
function retype(node, value) {
  if (typeof value === "string") node.value = value;
  else /** @type {HTMLInputElement} */ (node).checked = value;
  for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true }));
}

for (const kind of ["input", "change"]) addEventListener(kind, noteTyped, true);

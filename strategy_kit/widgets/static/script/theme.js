/* Theme */

import { soon } from "./dom.js";

const night = matchMedia("(prefers-color-scheme: dark)");
/** @type {Set<() => void>} */
const themed = new Set();
const retheme = soon(() => themed.forEach((act) => act()));
night.addEventListener("change", retheme);
export const watching = new MutationObserver(retheme);
watching.observe(document.documentElement, { attributeFilter: ["data-theme"] });

/* Paper is light. */
const html = document.documentElement;
/** @type {string | undefined} */
let screenTheme;
addEventListener("beforeprint", () => { screenTheme = html.dataset.theme; html.dataset.theme = "light"; });
addEventListener("afterprint", () => { if (screenTheme) html.dataset.theme = screenTheme; else delete html.dataset.theme; });

/**
 * Act when the theme changes, until the view goes.
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function onTheme(act, signal) {
  themed.add(act);
  signal.addEventListener("abort", () => themed.delete(act));
}

/**
 * Colours are tokens, "@s5": take what the style sheet has for this theme.
 * @param {Element} node
 * @returns {(token: string) => string}
 */
export function colours(node) {
  const style = getComputedStyle(node);
  const scheme = style.colorScheme;
  const dark = scheme === "dark" || (scheme.includes("dark") && night.matches);
  /** @type {Map<string, string>} */
  const known = new Map();
  return (token) => {
    if (!known.has(token)) known.set(token, pick(style.getPropertyValue("--" + token.slice(1)).trim(), dark) || token);
    return known.get(token) ?? token;
  };
}

/**
 * @param {string} value
 * @param {boolean} dark
 */
function pick(value, dark) {
  const pair = /^light-dark\(\s*([^\s,][^,]*),\s*([^\s,][^,]*)\)$/.exec(value);
  return pair ? pair[dark ? 2 : 1].trim() : value;
}

/**
 * Copy a figure with every colour named by a token put in its place.
 * @param {any} value
 * @param {(token: string) => string} colour
 * @returns {any}
 */
export function coloured(value, colour, inColour = false) {
  if (typeof value === "string") return inColour && value.startsWith("@") ? colour(value) : value;
  if (Array.isArray(value)) return value.map((item) => coloured(item, colour, inColour));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, coloured(item, colour, inColour || /color/i.test(key))]));
}

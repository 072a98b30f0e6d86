/* What ipywidgets leaves unsaid: names of sliders, the state of toggles; and the level of headings, by where they stand */

import { set, soon, uniqueId } from "./dom.js";

export const tidy = soon(() => {
  for (const node of document.querySelectorAll('.sk [title="null"]')) node.removeAttribute("title");
  for (const field of document.querySelectorAll('.sk :is(input[type="text"], textarea)')) set(field, { dir: "auto" });
  for (const title of document.querySelectorAll(".sk h3")) title.ariaLevel = title.closest(".detail") ? "3" : "2";
  for (const name of document.querySelectorAll(".sk .detail-name")) {
    set(name, { role: "heading", "aria-level": "2" });
    set(name.firstElementChild ?? name, { "aria-expanded": String((name.closest(".detail")?.childElementCount ?? 0) > 1) });
  }
  const unnamed = document.querySelectorAll(".sk :is(.widget-hslider, .widget-toggle-buttons):not([data-named])");
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (unnamed)) {
    box.dataset.named = "";
    const [label, readout] = [".widget-label", ".widget-readout"].map((name) => box.querySelector(name));
    for (const node of [label, readout]) if (node) node.id ||= uniqueId("sk-word");
    const names = [label?.id, readout?.id].filter(Boolean).join(" ");
    for (const node of box.querySelectorAll(".noUi-handle")) set(node, { "aria-labelledby": names });
    if (readout) set(readout, { role: "textbox", "aria-labelledby": label?.id });
    if (readout && box.classList.contains("comma")) comma(readout);
    else pressed(box, label);
  }
});

/**
 * Write a number with the comma of its language: ipywidgets knows the point only.
 * @param {Element} readout
 */
function comma(readout) {
  const write = () => {
    const said = readout.textContent.replace(".", ",");
    if (said !== readout.textContent && document.activeElement !== readout) readout.textContent = said;
  };
  new MutationObserver(write).observe(readout, { childList: true, characterData: true, subtree: true });
  write();
}

let before = ""; // what a readout said

for (const type of ["focus", "blur", "keydown"]) addEventListener(type, (event) => {
  const target = /** @type {Element} */ (event.target);
  if (!target.matches?.(".sk .widget-readout")) return;
  const text = target.textContent;
  const ended = event.type === "blur" || (event instanceof KeyboardEvent && event.key === "Enter");
  if (event.type === "focus") before = text;
  else if (ended) target.textContent = /[.,]/.test(text) && /^\d+$/.test(before) ? before : text.replace(",", ".");
}, true);

/**
 * @param {Element} box
 * @param {Element | null} label
 */
function pressed(box, label) {
  const tell = () => {
    for (const node of box.querySelectorAll("button")) node.ariaPressed = String(node.classList.contains("mod-active"));
  };
  set(box, { role: "group", "aria-labelledby": label?.id });
  new MutationObserver(tell).observe(box, { attributeFilter: ["class"], subtree: true, childList: true });
  tell();
}

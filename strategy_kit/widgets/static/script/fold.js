/* Fold: on a phone the controls are one line that says how they are set */

import { changes, listen, make } from "./dom.js";

/** @param {View} view */
export function fold({ model, el, signal }) {
  const button = make("button.fold", { click: () => turn(!open) });
  let open = false;

  /** @param {boolean} yes */
  function turn(yes) {
    open = yes;
    button.ariaExpanded = String(open);
    el.closest(".controls")?.classList.toggle("open", open);
  }

  el.replaceChildren(button);
  const write = () => { button.textContent = model.get("text"); };
  listen(model, changes("text"), write, signal);
  write();
  turn(model.get("opened"));
}

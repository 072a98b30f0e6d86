/* Address: where calendar programs may ask, if our own server serves this page */

import { changes, listen, make } from "./dom.js";

/** @param {View} view */
export function address({ model, el, signal }) {
  const field = make("input", { readonly: true, click: () => field.select() });
  const button = make("button.jupyter-button.btn", { click: take });
  el.hidden = true; // and with it its group
  el.replaceChildren(field, button);

  async function ask() {
    const answer = await fetch("calendar?plan=" + encodeURIComponent(model.get("plan"))).catch(() => null);
    const place = answer?.ok ? await answer.text() : "";
    el.hidden = !place.startsWith("calendar.ics?"); // another server may answer with a page of its own
    field.value = !answer || el.hidden ? "" : new URL(place, answer.url).href;
  }

  async function take() {
    field.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy"); // where the address has no TLS
    button.textContent = model.get("copied");
    setTimeout(write, 3000);
  }

  function write() {
    field.ariaLabel = model.get("label");
    button.textContent = model.get("copy");
  }

  listen(model, changes("label", "copy"), write, signal);
  listen(model, changes("plan"), ask, signal);
  write();
  ask();
}

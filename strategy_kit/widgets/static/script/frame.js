/* Frame: bar, steps, address, heartbeat */

import { heartbeat, lostBanner } from "./connection.js";
import { HIDDEN, changes, listen, make, soon } from "./dom.js";
import { typeAgain } from "./typed.js";

/** @param {View} view */
export function frame({ model, el, signal }) {
  /** @param {string} name */
  const get = (name) => model.get(name);
  /** @type {(trait: string, value: unknown) => void} */
  const choose = (trait, value) => { model.set(trait, value); model.save_changes(); };
  const bar = make("div.in");
  const steps = make("nav.steps");
  el.replaceChildren(make("header.top", bar), make("div.wrap", steps));
  const ours = document.body.classList.contains("sk-page") || "voila" in document.body.dataset;

  function write() {
    const labels = get("labels");
    const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.at;
    bar.replaceChildren(make("div.brand", labels.brand, get("name") && make("small", { dir: "auto" }, get("name"))),
      make(`div.saved.${get("saved_kind")}`, { role: "status", hidden: !get("saved") }, make("span", get("saved"))),
      make("div.links.langs", { role: "group", "aria-label": labels.language }, ...get("languages").map(language)));
    steps.ariaLabel = labels.steps;
    steps.replaceChildren(...get("steps").map(step));
    /** @type {HTMLElement | null} */
    const again = held ? el.querySelector(`[data-at="${CSS.escape(held)}"]`) : null;
    again?.focus();
  }

  /** @param {{ key: string, word: string }} language */
  const language = ({ key, word }) => key === get("lang") ? make("b", { "aria-current": "true", lang: key }, key.toUpperCase())
    : make("button.btn-link", { lang: key, "data-at": "lang-" + key, click: () => choose("lang", key) }, word);

  /** @param {{ key: string, number: number, word: string }} step */
  function step({ key, number, word }) {
    const on = key === get("page");
    return make(`button.${on ? "on" : "open"}`, { "aria-current": on ? "step" : null,
      "data-at": "step-" + key, click: () => choose("page", key) },
      make("i", HIDDEN, String(number)), make("span.nm", word));
  }

  function turn() {
    el.querySelector('[aria-current="step"]')?.scrollIntoView({ block: "nearest", inline: "center" });
    if (ours) el.scrollIntoView();
  }

  function tell() {
    el.lang = get("lang");
    if (!ours) return;
    document.documentElement.lang = get("lang");
    const word = get("steps").find((/** @type {{ key: string }} */ { key }) => key === get("page"))?.word;
    document.title = [word, get("name"), get("labels").brand].filter(Boolean).join(" · ");
    const entries = Object.entries(/** @type {Record<string, string>} */ (get("address")));
    if (!entries.length) return;
    const address = new URL(location.href);
    for (const [name, value] of entries) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
    const plan = get("address").plan;
    const { planCookie, home } = document.body.dataset; // set by our server, which reads it when the bare address is opened
    const bounds = `path=${home};max-age=31536000;samesite=strict${location.protocol === "https:" ? ";secure" : ""}`;
    if (plan && planCookie) document.cookie = `${planCookie}=${plan};${bounds}`;
  }

  listen(model, changes("name", "saved", "saved_kind", "languages", "lang", "steps", "page", "labels"),
    soon(write), signal);
  listen(model, changes("page"), soon(turn), signal);
  listen(model, changes("lang", "name", "steps", "page", "address", "labels"), soon(tell), signal);
  write();
  tell();
  heartbeat(model, signal, lostBanner(model, el));
  if (model.still) return;
  typeAgain(el, signal);
  for (const [trait, value] of globalThis.strategyKitFirst?.wishes.splice(0) ?? []) choose(trait, value);
}

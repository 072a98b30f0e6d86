/* Frame: bar, steps, address and history, undo, heartbeat */

import { heartbeat, lostBanner } from "./connection.js";
import { HIDDEN, changes, fill, keepFocus, listen, make, soon } from "./dom.js";
import { typeAgain } from "./typed.js";

const SHOWN = 6000; // milliseconds that a short message stays
/** @typedef {import("./dom.js").Child} Child */

/** @param {MouseEvent} event */
const isPlain = ({ ctrlKey, metaKey, shiftKey, altKey }) => !(ctrlKey || metaKey || shiftKey || altKey);

/** @param {View} view */
export function frame({ model, el, signal }) {
  /** @param {string} name */
  const get = (name) => model.get(name);
  /** @type {(trait: string, value: unknown) => void} */
  const choose = (trait, value) => { opened = ""; model.set(trait, value); model.save_changes(); };
  const bar = make("div.in");
  const steps = make("nav.steps");
  const toast = make("div.toast", { role: "status" });
  let opened = ""; // what hangs open on a narrow screen: "menu" or "now"
  let addressed = false;
  el.replaceChildren(make("header.top", bar), make("div.wrap", steps), toast);
  const ours = document.body.classList.contains("sk-page") || "voila" in document.body.dataset;

  const write = () => keepFocus(el, draw);

  function draw() {
    const [labels, name, saved, all] = ["labels", "name", "saved", "steps"].map(get);
    bar.replaceChildren(make("div.brand", front("welcome") ?? labels.brand, name && make("small", { dir: "auto" }, name)),
      opener("menu", labels.menu),
      make("div.tools", front("plans"), front("search"), tool("undo"), tool("redo")),
      make(`div.saved.${get("saved_kind")}`, { role: "status", hidden: !saved }, get("saved_kind") === "bad"
        ? make("button.btn-link", { "data-at": "mend", click: () => model.send({ act: "mend" }) }, make("span", saved)) : make("span", saved)),
      make("div.links.langs", { role: "group", "aria-label": labels.language }, ...get("languages").map(language)));
    steps.ariaLabel = labels.steps;
    const now = all.find(isOn);
    const place = now?.number ? fill(labels.step_of, { n: now.number, last: all.length - 1 }) : "";
    steps.replaceChildren(opener("now", make("b", named()), place),
      make("div.all", ...all.map(link), ...all.length ? ["questions", "draft"].map(front) : []));
  }

  /** @param {{ key: string, word: string }} language */
  const language = ({ key, word }) => key === get("lang") ? make("b", { "aria-current": "true", lang: key }, key.toUpperCase())
    : make("button.btn-link", { lang: key, "data-at": "lang-" + key, click: () => choose("lang", key) }, word);

  /** @param {{ key: string }} step */
  const isOn = ({ key }) => key === get("page");

  const named = () => [...get("steps"), ...get("front")].find(isOn)?.word;

  /** @param {string} page */
  const front = (page) => get("front").filter((/** @type {{ key: string }} */ { key }) => key === page).map(link)[0];

  /**
   * A page at its address: a plain click shows it here, another one in a tab of its own.
   * @param {{ key: string, number?: number, word: string }} step
   */
  function link(step) {
    const { key, number, word } = step;
    const on = isOn(step);
    /** @param {MouseEvent} event */
    const click = (event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      choose("page", key);
    };
    return make(`${ours ? "a" : "button"}.${number === undefined ? "tool" : "step"}${on ? ".on" : ""}`,
      { href: ours && at(key), "aria-current": on && (number === undefined ? "page" : "step"), "data-at": "step-" + key, click },
      number !== undefined && make("i", HIDDEN, String(number)), make("span.nm", word));
  }

  /** @param {"undo" | "redo"} act */
  function tool(act) {
    const what = get(act);
    const click = () => { model.send({ act }); shut(); };
    return make("button.tool", { "data-at": act, disabled: !what, title: what, click }, get("labels")[act]);
  }

  /** @type {(which: string, ...inside: Child[]) => HTMLElement} */
  const opener = (which, ...inside) => make(`button.tool.${which}`, { "data-at": which, "aria-expanded": String(which === opened),
    click: () => { opened = which === opened ? "" : which; write(); } }, ...inside);

  function shut() {
    if (!opened) return;
    opened = "";
    write();
  }

  function turn() {
    if (get("page") === "search") seek(25, ".search input");
    el.querySelector('[aria-current="step"]')?.scrollIntoView({ block: "nearest", inline: "center" });
    if (ours) el.scrollIntoView();
  }

  /**
   * The address of a page of this plan.
   * @param {string} key
   */
  function at(key) {
    const address = new URL(location.href);
    const entries = Object.entries(/** @type {Record<string, string>} */ (get("address")));
    for (const [name, value] of entries) {
      if (value) address.searchParams.set(name, name === "page" ? key : value);
      else address.searchParams.delete(name);
    }
    return address;
  }

  function tell() {
    el.lang = get("lang");
    if (!ours) return;
    document.documentElement.lang = get("lang");
    document.title = [...new Set([named(), get("name"), get("labels").brand])].filter(Boolean).join(" · ");
    const { plan, page } = get("address");
    if (!page) return;
    const [there, here] = [at(get("page")), new URLSearchParams(location.search)];
    const [differs] = ["page", "plan"].filter((name) => there.searchParams.get(name) !== here.get(name));
    const moved = addressed && (differs === "page" || (differs && plan && here.get("plan"))); // some pages are of no plan
    if (moved) there.hash = "";
    history[moved ? "pushState" : "replaceState"](history.state, "", there);
    addressed = true;
    const { planCookie, home } = document.body.dataset; // set by our server, which reads it when the bare address is opened
    const bounds = `path=${home};max-age=31536000;samesite=strict${location.protocol === "https:" ? ";secure" : ""}`;
    if (plan && planCookie) document.cookie = `${planCookie}=${plan};${bounds}`;
  }

  /** Follow Back and Forward: to a page of this plan at once, to another plan by opening its address; the first page is of none. */
  function back() {
    const { page, plan } = Object.fromEntries(new URLSearchParams(location.search));
    if (plan && plan !== get("address").plan) location.reload();
    else if (page !== get("page")) choose("page", page);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key === "Escape") shut();
    const letter = key.toLowerCase();
    if (!(ctrlKey || metaKey) || altKey || !"zy".includes(letter)) return;
    if (/** @type {Element} */ (target).matches(":read-write") || (!model.still && document.getElementById("sk-first"))) return;
    event.preventDefault();
    model.send({ act: letter === "y" || shiftKey ? "redo" : "undo" });
  }

  /**
   * Put the cursor into the first of some fields, as soon as its page is here; unfold what it is in.
   * @param {number} tries
   * @param {string} which
   */
  function seek(tries, which) {
    /** @type {HTMLElement | null} */
    const field = document.querySelector(which);
    if (field) {
      /** @type {HTMLElement | null | undefined} */ (field.closest(".controls:not(.open)")?.querySelector(".fold"))?.click();
      field.focus();
    } else if (tries) setTimeout(seek, 200, tries - 1, which);
  }

  /** @param {{ said?: string, seek?: string }} message `seek`: the selector of fields */
  function say({ said, seek: sought }) {
    if (sought) seek(25, sought);
    if (!said) return;
    toast.textContent = said;
    setTimeout(() => { if (toast.textContent === said) toast.textContent = ""; }, SHOWN);
  }

  listen(model, changes("name", "saved", "saved_kind", "languages", "lang", "steps", "page", "labels", "undo", "redo", "front", "address"),
    soon(write), signal);
  listen(model, changes("page"), soon(turn), signal);
  listen(model, changes("lang", "name", "steps", "front", "page", "address", "labels"), soon(tell), signal);
  listen(model, ["msg:custom"], say, signal);
  if (!model.still && get("browser")) choose("browser", { languages: [...navigator.languages], zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  if (!model.still) globalThis.strategyKitFirst?.hear(choose);
  write();
  tell();
  if (!model.still && get("page") === "search") turn();
  if (ours) {
    addEventListener("popstate", back, { signal });
    addEventListener("keydown", press, { signal });
  }
  addEventListener("click", (event) => {
    const node = /** @type {Element} */ (event.target);
    const page = /** @type {HTMLElement | null} */ (node.closest?.("[data-page]"))?.dataset.page;
    if (page && isPlain(event)) {
      event.preventDefault();
      choose("page", page);
    }
    if (!el.contains(node)) shut();
  }, { capture: true, signal });
  heartbeat(model, signal, lostBanner(model, el));
  if (!model.still) typeAgain(el, signal);
}

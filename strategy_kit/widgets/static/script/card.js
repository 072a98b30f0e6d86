/* Card */

import { chart } from "./chart.js";
import { HIDDEN, banner, changes, fill, firstBold, listen, make, put, soon, uniqueId } from "./dom.js";
import { openSource, sourceLine } from "./sources.js";

/** @param {View} view */
export function card({ model, el, signal }) {
  const id = uniqueId("sk-numbers");
  /** @param {string} name */
  const get = (name) => model.get(name);
  const part = {
    title: make("h3"),
    sub: make("p.sub"),
    alert: make("div.alert"),
    plot: make("div.plot", { role: "img" }),
    html: make("div.drawn"),
    failure: make("div.void", { hidden: true, role: "status" }),
    legend: make("div.legend"),
    how: make("p.how"),
    numbers: make("div.numbers", { id, role: "group", tabIndex: 0 }), // it may be wider than its card, and is scrolled by keys then
    source: make("span"),
    toggle: make("button.btn-link", { "aria-controls": id, click: () => show(!open) }),
  };
  const fig = make("div.fig", part.plot, part.html);
  const reveal = soon(() => { if (get("found")) { section.focus(); section.scrollIntoView(); } }, (act) => setTimeout(act, 100)); // after the page's turn
  const foot = make("div.src", part.source, part.toggle);
  const section = make("section.card", { tabIndex: -1 },
    part.title, part.sub, part.alert, part.failure, fig, part.legend, part.how, part.numbers, foot);
  let open = false;
  let failed = false;

  /** @param {boolean} yes */
  function show(yes) {
    open = yes;
    const table = get("table");
    const labels = get("labels");
    const sources = get("sources");
    const many = sources.length > 1;
    const always = !get("drawing") && !get("html") && !get("folded");
    const folds = table && !always;
    const shown = Boolean(table) && (open || always);
    part.numbers.hidden = !shown;
    if (shown) part.numbers.replaceChildren(numbers(table));
    put(part.source, ...sourceLine(sources, get("note"), labels, open || !many));
    part.toggle.hidden = !folds && !many;
    part.toggle.ariaExpanded = String(open);
    const words = !many ? [labels.show_numbers, labels.hide_numbers]
      : folds ? [labels.show_both, labels.hide_both] : [labels.show_sources, labels.hide_sources];
    part.toggle.textContent = words[Number(open)];
    foot.hidden = part.toggle.hidden && part.source.hidden;
  }

  function write() {
    const labels = get("labels");
    section.id = "card-" + get("key");
    part.title.textContent = failed ? labels.failed_title : get("title");
    put(part.sub, failed ? labels.failed_saved : get("subtitle"));
    put(part.alert, get("alert") && banner("warn", ...firstBold(get("alert"))));
    part.plot.ariaLabel = part.numbers.ariaLabel = get("title");
    part.html.innerHTML = get("html"); // the one trusted field: made by widgets/html.py, which escapes
    part.html.hidden = !get("html");
    put(part.legend, ...(failed ? [] : get("legend").map(legendKey)));
    put(part.how, ...(failed || !get("how") ? [] : [make("b", labels.how_to_read), " ", get("how")]));
    fig.hidden = failed || (!get("drawing") && !get("html"));
    show(open);
  }

  /** @param {boolean} yes */
  function fail(yes) {
    if (yes === failed) return;
    failed = yes;
    part.failure.hidden = !yes;
    if (yes) {
      const labels = get("labels");
      part.failure.replaceChildren(make("b", get("title")),
        fill(get("table") ? labels.failed_table : labels.failed_bare, { key: get("key") }), make("br"),
        make("button.jupyter-button.btn", { click: again }, labels.try_again));
      open = true;
    }
    write();
  }

  function again() {
    fail(false);
    redraw();
  }

  el.replaceChildren(section);
  listen(model, changes("key", "title", "subtitle", "alert", "drawing", "html", "legend", "how", "note", "sources", "table", "folded", "labels"),
    soon(write), signal);
  listen(model, changes("found"), reveal, signal);
  el.addEventListener("click", (event) => {
    /** @type {HTMLElement | null} */
    const link = /** @type {Element} */ (event.target).closest("[data-source]");
    /** @type {Source[]} */
    const sources = get("sources");
    const source = link && sources.find((item) => item.key === link.dataset.source);
    if (link && source) openSource(link, source, get("labels"));
  });
  write();
  const redraw = chart(model, part, fail, signal);
  redraw();
  reveal();
}

/**
 * Put what changed in its places.
 * @param {Model} model
 * @param {Record<string, [(string | number)[], unknown][]>} found by trait: [path, value]
 */
export function applyChanges(model, found) {
  for (const [trait, places] of Object.entries(found)) {
    const whole = structuredClone(model.get(trait));
    for (const [path, value] of places) {
      const inside = path.slice(0, -1).reduce((node, key) => node[key], whole);
      inside[/** @type {string} */ (path.at(-1))] = value;
    }
    model.set(trait, whole);
  }
}

/** @param {LegendKey} key */
function legendKey(key) {
  const mark = make(`i.mark.${key.mark}`, HIDDEN);
  if (key.token) mark.style.setProperty("--p", `var(--${key.token.replace(/[^\w-]/g, "")})`);
  return make("span", mark, key.word);
}

/** @typedef {import("./dom.js").Child} Child */

/** Letters of a statement: a table that holds one stands its cells one below the other on a phone. */
const LONG = 60;

/** @param {string} page a page of the same plan; the frame turns to it, this address is for a tab of its own */
function addressOf(page) {
  const address = new URL(location.href);
  address.searchParams.set("page", page);
  return address;
}

/** @param {NumbersTable} table */
export function numbers(table) {
  /** @type {(tag: string, place: number, props: object, ...inside: Child[]) => HTMLElement} */
  const cell = (tag, place, props, ...inside) => make(tag + (table.numeric.includes(place) ? ".num" : ""), props, ...inside);
  /** @type {(word: string, page: string | undefined) => Child[]} */
  const leading = (word, page) => page ? [make("a.btn-link", { href: addressOf(page), "data-page": page }, word), make("span", word)] : [word];
  const long = table.rows.flat().some((word) => word.length > LONG);
  return make("table.t" + (long || table.columns.length > 3 ? ".stacks" : "") + (long ? ".long" : ""),
    table.caption && make("caption", table.caption),
    make("thead", make("tr", ...table.columns.map((word, i) => cell("th", i, { scope: "col" }, word)))),
    make("tbody", ...table.rows.map((row, r) =>
      make("tr", ...row.map((word, i) => cell("td", i, { dir: "auto", "data-word": table.columns[i] }, ...leading(word, i ? "" : table.pages?.[r])))))));
}

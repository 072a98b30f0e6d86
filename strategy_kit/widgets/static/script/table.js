/* Table of rows people edit */

import { HIDDEN, changes, fill, keepFocus, listen, make, set, soon, uniqueId } from "./dom.js";

/** @typedef {(value: unknown, wait: number) => void} Tell hears a new value, and for how many milliseconds more may come */

/** @param {View} view */
export function table({ model, el, signal }) {
  /** @param {string} name */
  const get = (name) => model.get(name);
  const body = make("tbody");
  const head = make("thead");
  const add = make("button.jupyter-button.btn", { click: () => change([...rows, empty()], rows.length) });
  /** @type {Row[]} */
  let rows = [];
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;

  el.replaceChildren(make("div.edit", make("div.rows", make("table.t", head, body)), add));

  /** @type {Record<string, unknown>} */
  const EMPTY = { flag: false, text: "" };
  const empty = () => Object.fromEntries(get("columns").map((/** @type {Column} */ { key, kind }) => [key, EMPTY[kind] ?? null]));

  /** @param {number} wait */
  function send(wait) {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => { timer = null; model.set("edit", get("edit") + 1); put(); model.save_changes(); }, wait);
  }

  function put() {
    model.set("rows", rows.map((row) => ({ ...row })));
  }

  /**
   * Take new rows at once and put the focus on the row at `place`.
   * @param {Row[]} next
   * @param {number} place
   */
  function change(next, place) {
    rows = next;
    write();
    /** @type {HTMLElement | null | undefined} */
    const control = body.rows[2 * Math.min(place, rows.length - 1)]?.querySelector("input, select");
    (control ?? add).focus();
    send(0);
  }

  /**
   * @param {number} row
   * @param {string} key
   * @param {unknown} value
   * @param {number} wait
   */
  function edit(row, key, value, wait) {
    rows = rows.map((old, i) => (i === row ? { ...old, [key]: value } : old));
    send(wait);
  }

  /** @returns {Row[]} */
  const copy = () => get("rows").map((/** @type {Row} */ row) => ({ ...row }));

  function take() {
    if (timer || JSON.stringify(get("rows")) === JSON.stringify(rows)) return; // what is being written goes first
    if (get("heard") !== get("edit")) return put(); // an answer to an earlier edit
    rows = copy();
    keepFocus(body, write);
  }

  function write() {
    /** @type {Column[]} */
    const columns = get("columns");
    const labels = get("labels");
    head.replaceChildren(make("tr", ...columns.map(heading), make("th", make("span.sr", labels.remove))));
    body.replaceChildren(...rows.flatMap((row, i) => [
      make("tr", ...columns.map((column) => cell(column, row, i)), remover(i)),
      make("tr.said", { hidden: true }, make("td.msg", { colspan: columns.length + 1, id: uniqueId("sk-msg") })),
    ]));
    add.textContent = get("add_word") || labels.add;
    add.disabled = rows.length >= get("max_rows");
    mark();
  }

  /** @param {Column} column */
  function heading({ word, help, kind, width }) {
    const node = make(kind === "number" ? "th.num" : "th", { scope: "col" }, word, help && make("small", help));
    if (width) node.style.width = width;
    return node;
  }

  /** @param {number} i */
  function remover(i) {
    return make("td.out", make("button.btn-link", { disabled: rows.length <= get("min_rows"),
      "aria-label": fill(get("labels").remove_row, { n: i + 1 }), click: () => change(rows.filter((_, j) => j !== i), i) },
      get("labels").remove));
  }

  /**
   * @param {Column} column
   * @param {Row} row
   * @param {number} i
   */
  function cell(column, row, i) {
    const { key, word, kind } = column;
    const input = FIELDS[kind](column, row[key], (value, wait) => edit(i, key, value, wait), get("labels").decimal);
    set(input, { "data-at": i + "/" + key, "aria-label": fill(get("labels").cell, { column: word, n: i + 1 }) });
    return make(`td.${kind}`, make("span.word", HIDDEN, word), input, make("span.msg", { ...HIDDEN, hidden: true }));
  }

  /** Say below a row what is wrong with its cells. */
  function mark() {
    rows.forEach((_row, i) => {
      /** @type {{ row: number, key: string, message: string }[]} */
      const errors = get("errors");
      const wrong = errors.filter((error) => error.row === i);
      const said = body.rows[2 * i + 1];
      said.hidden = !wrong.length;
      said.cells[0].textContent = wrong.map((error) => error.message).join(" ");
      for (const node of /** @type {NodeListOf<HTMLElement>} */ (body.rows[2 * i].querySelectorAll("[data-at]"))) {
        const bad = wrong.filter((error) => node.dataset.at === i + "/" + error.key);
        set(node, { "aria-invalid": bad.length ? "true" : null, "aria-describedby": bad.length ? said.cells[0].id : null });
        const beside = /** @type {HTMLElement} */ (node.nextElementSibling); // shown where the cells of a row are one below the other
        beside.textContent = bad.map((error) => error.message).join(" ");
        beside.hidden = !bad.length;
      }
    });
  }

  listen(model, changes("rows"), take, signal);
  listen(model, changes("columns", "add_word", "labels", "min_rows", "max_rows"), soon(write), signal);
  listen(model, changes("errors"), mark, signal);
  signal.addEventListener("abort", () => { if (timer) send(0); });
  rows = copy();
  write();
}

const TYPING = 400;

/** @type {Record<Column["kind"], (column: Column, value: any, tell: Tell, mark: string) => HTMLElement>} */
const FIELDS = {
  text: (_column, value, tell) => field("text", value, tell, ""),
  time: (_column, value, tell) => field("time", value, tell),
  date: (_column, value, tell) => field("date", value, tell),
  number: ({ unit }, value, tell, mark) => { // the kernel reads it: browsers differ
    const digits = { useGrouping: false, maximumFractionDigits: unit ? 2 : 12 };
    const said = typeof value === "number" ? value.toLocaleString("en", digits).replace(".", mark) : value;
    const node = field("text", said, tell);
    node.inputMode = unit ? "text" : "decimal"; // a time may have letters: 1 h 30
    return node;
  },
  flag: (_column, value, tell) =>
    make("input", { type: "checkbox", checked: Boolean(value), change: (/** @type {Event} */ event) =>
      tell(/** @type {HTMLInputElement} */ (event.target).checked, 0) }),
  choice: ({ choices = [] }, value, tell) => {
    const node = make("select", { change: () => tell(choices[node.selectedIndex - 1]?.value ?? null, 0) },
      make("option", { disabled: true, hidden: true }, ""), ...choices.map(({ word }) => make("option", word)));
    node.selectedIndex = choices.findIndex((choice) => choice.value === value) + 1;
    return node;
  },
};

/**
 * @param {"text" | "time" | "date"} type
 * @param {any} value
 * @param {Tell} tell
 * @param {string | null} none what an empty field is told as
 * @returns {HTMLInputElement}
 */
function field(type, value, tell, none = null) {
  const send = (/** @type {number} */ wait) => tell(node.value || none, wait);
  const node = make("input", { type, maxlength: 2000, autocomplete: "off",
    input: () => send(TYPING), change: () => send(0) });
  node.value = value ?? "";
  return node;
}

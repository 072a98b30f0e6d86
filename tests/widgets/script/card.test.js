import assert from "node:assert/strict";
import { test } from "node:test";

import { Model, frames, shown } from "./page.js";

const { applyChanges, card, numbers } = await import("../../../strategy_kit/widgets/static/script/card.js");
const { initialize } = (await import("../../../strategy_kit/widgets/static/loader.js")).default;
globalThis.strategyKit = { applyChanges };

const HOSTILE = "<img src=x onerror=alert(1)>";
const TABLE = { columns: ["Site", "Posts"], rows: [["X", "3"]], numeric: [1], caption: "" };
const SOURCE = { key: "klout", name: "Klout 2015", title: "When to post", producer: "Klout", says: "17 %", measured: "",
  read_as: "the paper", grade: "A", caution: "Mind the clock. It moves.", url: "https://example.org/klout" };
const LABELS = { show_numbers: "Show", hide_numbers: "Hide", how_to_read: "How to read.", sources: "Sources:",
  unknown: "not known", open_source: "Open the source", close: "Close" };
const traits = (more) => ({ key: "reach", title: "Facebook leads", subtitle: "", drawing: null, narrow: null, legend: [],
  how: "", note: "", sources: [], table: TABLE, alert: "", html: "", folded: false, labels: LABELS, ...more });

test("a change is put in its place, and the value before it is left as it was", () => {
  const before = { data: [{ x: [1, 2] }, { x: [3] }] };
  const model = new Model({ drawing: before });
  applyChanges(model, { drawing: [[["data", 0, "x", 1], 9], [["data", 1, "x"], [4, 5]]] });

  assert.deepEqual(model.get("drawing"), { data: [{ x: [1, 9] }, { x: [4, 5] }] });
  assert.deepEqual(before, { data: [{ x: [1, 2] }, { x: [3] }] });
});

test("a message with changes changes what the card shows", async (t) => {
  const { model, el } = shown(t, card, traits());
  initialize({ model });
  model.tell({ changes: { table: [[["rows", 0, 1], "7"]] } });
  await frames();

  assert.equal(el.querySelector("td.num").textContent, "7");
});

test("what changes while no view shows a card is there when one does", (t) => {
  const model = new Model(traits());
  initialize({ model });
  model.tell({ changes: { table: [[["rows", 0, 1], "7"]] } });
  const { el } = shown(t, card, model.traits);

  assert.equal(el.querySelector("td.num").textContent, "7");
});

test("what changes before the code of the page is there is put in its place afterwards, in order", async (t) => {
  const kit = globalThis.strategyKit;
  t.after(() => { globalThis.strategyKit = kit; });
  delete globalThis.strategyKit;
  let comes;
  const code = new Promise((done) => { comes = done; });
  globalThis.strategyKitAsked = { at: Date.now(), code };
  const model = new Model(traits());
  initialize({ model });
  model.tell({ changes: { table: [[["rows"], [["X", "5"]]]] } });
  model.tell({ changes: { table: [[["rows", 0, 1], "7"]] } });
  comes(kit);
  await code;
  assert.deepEqual(model.get("table").rows, [["X", "7"]]);

  globalThis.strategyKit = kit;
  model.tell({ changes: { table: [[["rows", 0, 0], "Y"]] } });
  assert.deepEqual(model.get("table").rows, [["Y", "7"]]);
});

test("what changes before anybody asked for the code asks for it", () => {
  const kit = globalThis.strategyKit;
  delete globalThis.strategyKit;
  delete globalThis.strategyKitAsked;
  const model = new Model(traits());
  initialize({ model });
  model.tell({ changes: { table: [[["rows", 0, 1], "7"]] } });
  globalThis.strategyKit = kit;

  assert.deepEqual(model.sent, [[{ want: "code" }]]);
});

test("a card without a drawing shows its numbers at once, and offers no button for them", (t) => {
  const { el } = shown(t, card, traits());

  assert.equal(el.querySelector(".numbers").hidden, false);
  assert.equal(el.querySelector("button[aria-controls]").hidden, true);
});

test("folded numbers open and close, and the button names what it does", (t) => {
  const { el } = shown(t, card, traits({ folded: true }));
  const button = el.querySelector("button[aria-controls]");
  const state = () => [button.textContent, button.getAttribute("aria-expanded") ?? button.ariaExpanded,
    el.querySelector(".numbers").hidden];

  assert.deepEqual(state(), ["Show", "false", true]);
  button.click();
  assert.deepEqual(state(), ["Hide", "true", false]);
});

test("words of a card never become markup", (t) => {
  const source = { ...SOURCE, name: HOSTILE };
  const { el } = shown(t, card, traits({ title: HOSTILE, subtitle: HOSTILE, alert: HOSTILE, how: HOSTILE, note: HOSTILE,
    sources: [source], table: { ...TABLE, columns: [HOSTILE], rows: [[HOSTILE]] }, legend: [{ word: HOSTILE, token: "", mark: "dot" }] }));

  assert.equal(el.querySelector("img"), null);
});

test("numbers are to the right, each cell with its column's name", () => {
  const cells = [...numbers(TABLE).querySelectorAll("td")];

  assert.deepEqual(cells.map((cell) => [cell.className, cell.dataset.word]), [["", "Site"], ["num", "Posts"]]);
});

for (const [what, table, stacks] of [
  ["few short cells", TABLE, false],
  ["a statement", { ...TABLE, rows: [["x".repeat(61), "3"]] }, true],
  ["four columns", { ...TABLE, columns: ["a", "b", "c", "d"], rows: [["1", "2", "3", "4"]] }, true],
]) {
  test(`a table of ${what} ${stacks ? "stands one cell below the other" : "keeps its rows"} on a phone`, () => {
    assert.equal(numbers(table).classList.contains("stacks"), stacks);
  });
}

test("a source opens beside its link with what is known of it, and closes again", (t) => {
  const { el } = shown(t, card, traits({ sources: [SOURCE] }));
  const link = el.querySelector("[data-source]");
  link.click();
  const pop = el.querySelector("[role=dialog]");

  assert.match(pop.textContent, /When to post.*Klout.*17 %.*not known.*the paper.*Mind the clock\./s);
  assert.equal(pop.querySelector("a").rel, "noopener noreferrer");
  pop.querySelector("button.close").click();
  assert.equal(el.querySelector("[role=dialog]"), null);
});

test("several sources are a number until they are asked for, with the numbers by one button; one stands in its line", (t) => {
  const labels = { show_both: "Show both", hide_both: "Hide both", show_sources: "Show sources", show_numbers: "Show numbers" };
  const several = { labels, sources: [SOURCE, { ...SOURCE, key: "another" }] };
  const links = (el) => el.querySelectorAll(".src [data-source]").length;
  const { el } = shown(t, card, traits({ ...several, folded: true }));
  const button = el.querySelector(".src > button");
  assert.deepEqual([links(el), button.textContent], [0, "Show both"]);
  assert.match(el.querySelector(".src").textContent, / 2\./);

  button.click();

  assert.deepEqual([links(el), button.textContent, el.querySelector(".numbers").hidden], [2, "Hide both", false]);
  const bare = shown(t, card, traits({ ...several, table: null })).el;
  assert.equal(bare.querySelector(".src > button").textContent, "Show sources");
  const single = shown(t, card, traits({ labels, sources: [SOURCE], folded: true })).el;
  assert.deepEqual([links(single), single.querySelector(".src > button").textContent], [1, "Show numbers"]);
});

for (const url of ["javascript:alert(1)", "data:text/html,x", "//example.org", ""]) {
  test(`a source at “${url}” is no link`, (t) => {
    const { el } = shown(t, card, traits({ sources: [{ ...SOURCE, url }] }));
    el.querySelector("[data-source]").click();

    assert.equal(el.querySelector("[role=dialog] a"), null);
  });
}

test("a row that leads to a page has a link for it, and the same words where there is none", () => {
  const table = numbers({ ...TABLE, pages: ["audience"] });
  const [first, second] = table.querySelectorAll("tbody tr");

  assert.deepEqual([...first.cells[0].children].map((child) => [child.tagName, child.dataset.page]), [["A", "audience"], ["SPAN", undefined]]);
  assert.equal(first.cells[0].firstChild.textContent, first.cells[0].lastChild.textContent);
  assert.equal(second?.querySelector("a") ?? null, null);
});

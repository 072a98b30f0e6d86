import assert from "node:assert/strict";
import { test } from "node:test";

import { does, frames, shown } from "./page.js";

const SCRIPT = "../../../strategy_kit/widgets/static/script";
const { address } = await import(`${SCRIPT}/address.js`);
const { download, upload } = await import(`${SCRIPT}/files.js`);
const { figure } = await import(`${SCRIPT}/figure.js`);
const { fold } = await import(`${SCRIPT}/fold.js`);
const { table } = await import(`${SCRIPT}/table.js`);
await import(`${SCRIPT}/main.js`);

const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const COLUMNS = [
  { key: "name", word: "Activity", kind: "text" },
  { key: "kind", word: "Kind", kind: "choice", choices: [{ value: 1, word: "Asks" }, { value: 2, word: "Gives" }] },
  { key: "asked", word: "Asked for", kind: "flag" },
];
const editor = (more) => ({ columns: COLUMNS, rows: [{ name: "Leaflets", kind: 2, asked: false }], errors: [],
  labels: { add: "Add", remove: "Remove", remove_row: "Remove row {n}", cell: "{column}, row {n}" }, add_word: "",
  min_rows: 0, max_rows: 2, edit: 0, heard: 0, ...more });

test("a cell that changes reaches the kernel, the other cells as they were", async (t) => {
  const { model, el } = shown(t, table, editor());
  const flag = el.querySelector("[data-at='0/asked']");
  flag.checked = true;
  does(flag, "change");
  await pause(5);

  assert.deepEqual(model.get("rows"), [{ name: "Leaflets", kind: 2, asked: true }]);
  assert.equal(model.saved, 1);
});

/** Write in a cell and leave it. */
async function written(el, at, value) {
  const field = el.querySelector(`[data-at='${at}']`);
  field.value = value;
  does(field, "change");
  await pause(5);
}

test("an answer to an earlier edit does not overwrite what was written since, and the answer to the last one is shown", async (t) => {
  const { model, el } = shown(t, table, editor({ rows: [{ name: "", kind: 2, asked: false }, { name: "", kind: 1, asked: false }] }));
  const names = () => ["0/name", "1/name"].map((at) => el.querySelector(`[data-at='${at}']`).value);
  await written(el, "0/name", " Leaflets");
  await written(el, "1/name", " Fairs");
  const [first, second] = model.get("rows");

  model.set("heard", 1); // the kernel has been busy: this is what it makes of the first
  model.set("rows", [{ ...first, name: "Leaflets" }, { ...second, name: "" }]);
  assert.deepEqual(names(), [" Leaflets", " Fairs"]);
  assert.deepEqual(model.get("rows").map(({ name }) => name), [" Leaflets", " Fairs"]);

  model.set("heard", 2);
  model.set("rows", [{ ...first, name: "Leaflets" }, { ...second, name: "Fairs" }]);
  assert.deepEqual(names(), ["Leaflets", "Fairs"]);
});

test("a choice is named by its word and sent as its value", async (t) => {
  const { model, el } = shown(t, table, editor());
  const choice = el.querySelector("[data-at='0/kind']");
  assert.equal(choice.selectedOptions[0].textContent, "Gives");
  choice.selectedIndex = 1;
  does(choice, "change");
  await pause(5);

  assert.equal(model.get("rows")[0].kind, 1);
});

test("a row is added empty, up to the most there may be, and removed", async (t) => {
  const { model, el } = shown(t, table, editor());
  const add = [...el.querySelectorAll("button")].at(-1);
  add.click();
  await pause(5);
  assert.deepEqual(model.get("rows")[1], { name: "", kind: null, asked: false });
  assert.equal(add.disabled, true);
  el.querySelector("[aria-label='Remove row 1']").click();
  await pause(5);

  assert.deepEqual(model.get("rows"), [{ name: "", kind: null, asked: false }]);
});

test("what is being written goes before what the kernel sends", (t) => {
  const { model, el } = shown(t, table, editor());
  const name = el.querySelector("[data-at='0/name']");
  name.value = "Posters";
  does(name, "input");
  model.set("rows", [{ name: "Old", kind: 2, asked: false }]);

  assert.equal(el.querySelector("[data-at='0/name']").value, "Posters");
});

test("a fault stands below its row and beside its cell, and is tied to it", (t) => {
  const { model, el } = shown(t, table, editor());
  model.set("errors", [{ row: 0, key: "kind", message: "Choose one." }]);
  const cell = el.querySelector("[data-at='0/kind']");

  assert.equal(document.getElementById(cell.getAttribute("aria-describedby")).textContent, "Choose one.");
  assert.equal(cell.getAttribute("aria-invalid"), "true");
  assert.equal(el.querySelector("[data-at='0/name']").hasAttribute("aria-invalid"), false);
  const beside = [...el.querySelectorAll("td > .msg")].map((said) => [said.hidden, said.textContent]);
  assert.deepEqual(beside, [[true, ""], [false, "Choose one."], [true, ""]]);

  model.set("errors", []);
  assert.deepEqual([...el.querySelectorAll(".msg")].map((said) => said.textContent).join(""), "");
});

test("hours are shown to two digits after the mark, and typed with letters", (t) => {
  const columns = [{ key: "hours", word: "Hours", kind: "number", unit: "hours" }];
  const { el } = shown(t, table, editor({ columns, rows: [{ hours: 4 / 3 }], labels: { decimal: "," } }));

  assert.deepEqual(["value", "inputMode"].map((name) => el.querySelector("[data-at='0/hours']")[name]), ["1,33", "text"]);
});

test("a file is asked for once a click, and a refusal is shown and frees the button", (t) => {
  const { model, el } = shown(t, download, { label: "Calendar", primary: true });
  const button = el.querySelector("button");
  button.click();
  button.click();
  assert.deepEqual(model.sent, [[{ want: "file" }]]);
  model.tell({ problem: "plan: use a number." });

  assert.deepEqual([button.disabled, el.querySelector("[role=alert]").textContent], [false, "plan: use a number."]);
});

test("a file above the limit is not sent", async (t) => {
  const { model, el } = shown(t, upload, { limit: 3, labels: { too_big: "{name} is too big.", reading: "Reading {name}." } });
  const send = (size) => {
    const event = new Event("drop", { bubbles: true });
    event.dataTransfer = { files: [{ name: "posts.csv", type: "text/csv", size, arrayBuffer: async () => new ArrayBuffer(size) }] };
    el.querySelector(".void").dispatchEvent(event);
  };
  send(4);
  assert.match(el.querySelector(".reply").textContent, /posts\.csv is too big\./);
  assert.equal(model.sent.length, 0);
  send(3);
  await pause(5);

  assert.deepEqual(model.sent[0][0], { file: { name: "posts.csv", type: "text/csv" } });
  assert.equal(model.sent[0][2][0].byteLength, 3);
});

for (const [answer, hidden] of [["calendar.ics?key=1", false], ["<html>another page</html>", true], [null, true]]) {
  test(`an address is ${hidden ? "hidden" : "shown"} where the server answers ${answer}`, async (t) => {
    t.mock.method(globalThis, "fetch", async () => ({ ok: answer !== null, text: async () => answer, url: "http://localhost/calendar" }));
    const { el } = shown(t, address, { plan: "p1", label: "Address", copy: "Copy", copied: "Copied" });
    await pause(10);

    assert.equal(el.hidden, hidden);
    assert.equal(el.querySelector("input").value, hidden ? "" : "http://localhost/calendar.ics?key=1");
  });
}

test("controls fold and unfold by their one line", (t) => {
  const box = document.createElement("div");
  box.className = "controls";
  document.body.append(box);
  const { el } = shown(t, (view) => { box.append(view.el); fold(view); }, { text: "Set: 3 posts", opened: false });
  el.querySelector("button").click();

  assert.equal(box.classList.contains("open"), true);
  assert.equal(el.querySelector("button").textContent, "Set: 3 posts");
});

test("a figure that cannot be drawn names itself and can be tried again", async (t) => {
  t.mock.method(console, "error", () => {});
  t.mock.method(globalThis, "getComputedStyle", () => ({ colorScheme: "light", getPropertyValue: () => "" }));
  Object.defineProperty(document.defaultView.HTMLElement.prototype, "clientWidth", { value: 800, configurable: true });
  let works = false;
  const drawn = [];
  globalThis.Plotly = { purge() {}, async react(box, data) { if (!works) throw new Error("broken"); drawn.push(data); } };
  const labels = { failed_title: "Could not be drawn", failed_bare: "Name this chart: {key}.", try_again: "Try again" };
  const { el } = shown(t, figure, { key: "k", title: "Posts", drawing: { data: [{ type: "bar" }], layout: {} }, labels });
  await frames(4);
  await pause(50);
  assert.match(el.querySelector("[role=status]").textContent, /Could not be drawn.*Name this chart: Posts\./);
  works = true;
  el.querySelector("[role=status] button").click();
  await pause(300);

  assert.equal(el.querySelector("[role=status]").hidden, true);
  assert.deepEqual(drawn, [[{ type: "bar" }]]);
});

test("the page offers every part, and marks the place of each", () => {
  const el = document.createElement("div");
  globalThis.strategyKit.render("fold", { model: { get: () => "", on() {}, off() {} }, el, signal: new AbortController().signal });

  assert.deepEqual([...el.classList], ["sk", "sk-fold"]);
});

test("sliders are named by their label and their value, toggles say which is pressed", async () => {
  document.body.insertAdjacentHTML("beforeend", `<div class="sk"><div class="widget-hslider"><span class="widget-label">Posts</span>
    <i class="noUi-handle"></i><span class="widget-readout">3.5</span></div><div class="widget-toggle-buttons">
    <span class="widget-label">Studies</span><button class="mod-active">all</button><button>some</button></div></div>`);
  await frames(3);
  const names = document.querySelector(".noUi-handle").getAttribute("aria-labelledby").split(" ");

  assert.deepEqual(names.map((id) => document.getElementById(id).textContent), ["Posts", "3.5"]);
  assert.deepEqual([...document.querySelectorAll(".widget-toggle-buttons button")].map((node) => node.ariaPressed), ["true", "false"]);
});

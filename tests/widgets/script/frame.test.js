import assert from "node:assert/strict";
import { test } from "node:test";

import { does, frames, shown } from "./page.js";

document.body.dataset.voila = "voila";
const { frame } = await import("../../../strategy_kit/widgets/static/script/frame.js");

const LABELS = { brand: "Social Media Workbook", language: "Language", steps: "Steps", menu: "Menu", undo: "Undo",
  redo: "Redo", step_of: "step {n} of {last}" };
const STEPS = [{ key: "start", number: 0, word: "Start" }, { key: "plan", number: 1, word: "Plan" }];
const FRONT = [{ key: "welcome", word: LABELS.brand }, { key: "plans", word: "My plans" }];
const traits = (more) => ({ labels: LABELS, name: "Bakery", saved: "", saved_kind: "ok",
  languages: [{ key: "en", word: "English" }, { key: "fr", word: "Français" }], lang: "en", steps: STEPS, page: "start",
  undo: "", redo: "", front: FRONT, address: { lang: "en", plan: "p1", page: "start" }, ...more });
const onPage = () => new URLSearchParams(location.search).get("page");
const at = (el, key) => el.querySelector(`[data-at=${key}]`);
const went = () => new Promise((done) => globalThis.addEventListener("popstate", () => setTimeout(done), { once: true }));

/** What a press of a key does, as an event on the focused element. */
function press(on, key, held = {}) {
  const event = new document.defaultView.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held });
  on.dispatchEvent(event);
  return event.defaultPrevented;
}

test("a step that is clicked is the page, and is saved", (t) => {
  const { model, el } = shown(t, frame, traits());
  el.querySelector("[data-at=step-plan]").click();

  assert.deepEqual([model.get("page"), model.saved], ["plan", 1]);
});

test("the open step and the language in use are marked", async (t) => {
  const { model, el } = shown(t, frame, traits());
  model.set("page", "plan");
  await frames();

  assert.equal(el.querySelector("[aria-current=step]").dataset.at, "step-plan");
  assert.equal(el.querySelector("[aria-current=true]").lang, "en");
});

test("the page has the language, the title and the address of what it shows", async (t) => {
  Object.assign(document.body.dataset, { planCookie: "strategy_kit_plan_1a2b", home: "/" });
  const { model } = shown(t, frame, traits({ lang: "fr" }));
  model.set("address", { lang: "fr", plan: "p1", page: "plan" });
  model.set("page", "plan");
  await frames();

  assert.equal(document.documentElement.lang, "fr");
  assert.equal(document.title, "Plan · Bakery · Social Media Workbook");
  assert.equal(location.search, "?lang=fr&page=plan&plan=p1");
  assert.match(document.cookie, /strategy_kit_plan_1a2b=p1/);
});

test("a value that is empty leaves the address", async (t) => {
  const { model } = shown(t, frame, traits({ address: { plan: "p1", page: "start" } }));
  model.set("address", { plan: "", page: "start" });
  await frames();

  assert.equal(new URLSearchParams(location.search).has("plan"), false);
});

test("what was chosen on the first view is chosen when the widget wakes", (t) => {
  globalThis.strategyKitFirst = { hear: (choose) => choose("page", "plan") };
  const { model } = shown(t, frame, traits());
  delete globalThis.strategyKitFirst;

  assert.deepEqual([model.get("page"), model.saved], ["plan", 1]);
});

test("a page without a plan is one step of the history, and so is the page of a plan after it", async (t) => {
  const { model } = shown(t, frame, traits({ page: "welcome", steps: [], address: { lang: "en", plan: "", page: "welcome" } }));
  await frames();
  const before = history.length;
  model.set("page", "start"); // as a button of the page does; the rest follows in messages of their own
  await frames();
  model.set("steps", STEPS);
  model.set("address", { lang: "en", plan: "p9", page: "start" });
  await frames();
  assert.deepEqual([history.length - before, location.search], [1, "?lang=en&page=start&plan=p9"]);

  model.set("page", "welcome");
  await frames();
  model.set("address", { lang: "en", plan: "", page: "welcome" });
  await frames();
  assert.deepEqual([history.length - before, location.search], [2, "?lang=en&page=welcome"]);
});

test("the brand leads to the first page, and names it", async (t) => {
  const { model, el } = shown(t, frame, traits());
  assert.equal(at(el, "step-welcome").textContent, LABELS.brand);
  at(el, "step-welcome").click();
  model.set("name", "");
  await frames();

  assert.equal(model.get("page"), "welcome");
  assert.equal(document.title, "Social Media Workbook");
});

test("the widget tells the languages and the clock of the browser, once", (t) => {
  const { model } = shown(t, frame, traits({ browser: {} }));

  assert.deepEqual(model.get("browser"), { languages: [...navigator.languages], zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  assert.equal(model.saved, 1);
});

test("the count of entries to correct is a button that asks for the first, and the cursor goes there when it is here", async (t) => {
  const { model, el } = shown(t, frame, traits({ saved: "Not saved: one entry to correct", saved_kind: "bad" }));
  at(el, "mend").click();
  assert.deepEqual(model.sent, [[{ act: "mend" }]]);

  model.tell({ seek: ".sk [aria-invalid=true], .refused :is(input, select)" });
  const box = document.createElement("div");
  t.after(() => box.remove());
  box.className = "sk";
  box.innerHTML = "<div class='controls'><button class='fold'></button><div class='refused'><input></div></div>";
  let unfolded = 0;
  box.querySelector(".fold").addEventListener("click", () => { unfolded += 1; });
  document.body.append(box); // the page came after the question
  await new Promise((done) => { setTimeout(done, 300); });

  assert.equal(document.activeElement, box.querySelector("input"));
  assert.equal(unfolded, 1);
});

test("the cursor goes to the fields that a message names", async (t) => {
  const { model } = shown(t, frame, traits());
  const box = document.createElement("div");
  t.after(() => box.remove());
  box.innerHTML = "<div class='sought'><select></select></div>";
  document.body.append(box);

  model.tell({ seek: ".sought select" });

  assert.equal(document.activeElement, box.querySelector("select"));
});

test("a state without an entry to correct is no button", (t) => {
  const { el } = shown(t, frame, traits({ saved: "Saved at 10:42" }));

  assert.equal(at(el, "mend"), null);
});

test("each page is a step of the browser's history, and Back shows the one before", async (t) => {
  const { model } = shown(t, frame, traits());
  const before = history.length;
  model.set("page", "plan"); // as a button of the page below does
  await frames();
  assert.deepEqual([history.length, onPage()], [before + 1, "plan"]);

  const back = went();
  history.back();
  await back;
  await frames();

  assert.deepEqual([model.get("page"), onPage(), model.saved], ["start", "start", 1]);
  const onward = went();
  history.forward();
  await onward;
  assert.equal(model.get("page"), "plan");
  history.back();
  await went();
});

test("an address of the page that is shown adds nothing to the history", async (t) => {
  const { model } = shown(t, frame, traits());
  const before = history.length;
  model.set("address", { lang: "fr", plan: "p1", page: "plan" }); // of a page that was left meanwhile
  model.set("name", "Bakery and café");
  await frames();

  assert.deepEqual([history.length, onPage()], [before, "start"]);
});

test("a step is a link to its address, which another tab opens", (t) => {
  const { model, el } = shown(t, frame, traits());
  const plan = at(el, "step-plan");
  assert.equal(new URL(plan.href).search, "?lang=en&page=plan&plan=p1");

  plan.dispatchEvent(new document.defaultView.MouseEvent("click", { ctrlKey: true, cancelable: true }));

  assert.deepEqual([model.get("page"), model.saved], ["start", 0]);
});

test("Undo and Redo say what they change, and rest where there is nothing", (t) => {
  const { model, el } = shown(t, frame, traits({ undo: "hours of the team" }));
  const [undo, redo] = ["undo", "redo"].map((act) => at(el, act));
  undo.click();

  assert.deepEqual([undo.title, undo.disabled, redo.disabled], ["hours of the team", false, true]);
  assert.deepEqual(model.sent, [[{ act: "undo" }]]);
});

for (const [key, held, act] of [["z", { ctrlKey: true }, "undo"], ["Z", { ctrlKey: true, shiftKey: true }, "redo"],
  ["y", { ctrlKey: true }, "redo"], ["z", { metaKey: true }, "undo"]]) {
  test(`${Object.keys(held).join(" ")} ${key} is ${act}, but where somebody writes it is the browser's own`, (t) => {
    const { model, el } = shown(t, frame, traits());
    const field = document.createElement("input");
    el.append(field);

    assert.equal(press(field, key, held), false);
    assert.equal(press(document.body, key, held), true);
    assert.deepEqual(model.sent, [[{ act }]]);
  });
}

test("while the first view is shown, the widgets behind it do not hear the keys too", (t) => {
  const { model } = shown(t, frame, traits());
  const first = document.createElement("div");
  first.id = "sk-first";
  document.body.append(first);
  t.after(() => first.remove());
  press(document.body, "z", { ctrlKey: true });

  assert.deepEqual(model.sent, []);
});

test("what was done is said, in a place that is read aloud", (t) => {
  const { model, el } = shown(t, frame, traits());
  model.tell({ said: "Undone: hours of the team" });

  const toast = el.querySelector(".toast");
  assert.deepEqual([toast.textContent, toast.getAttribute("role")], ["Undone: hours of the team", "status"]);
});

test("the menu opens, and closes by a choice, by Escape and by a click elsewhere", async (t) => {
  const { el } = shown(t, frame, traits());
  const isOpen = () => at(el, "menu").getAttribute("aria-expanded") === "true";
  for (const close of [() => at(el, "step-plans").click(), () => press(document.body, "Escape"), () => does(document.body, "click")]) {
    at(el, "menu").click();
    assert.equal(isOpen(), true);
    close();
    await frames();
    assert.equal(isOpen(), false);
  }
});

test("on a phone the steps are one line that says where we are", async (t) => {
  const { model, el } = shown(t, frame, traits({ page: "plan", address: {} }));
  assert.equal(at(el, "now").textContent, "Planstep 1 of 1");

  model.set("page", "plans");
  await frames();
  assert.equal(at(el, "now").textContent, "My plans");
});

test("the questions and the draft stand beside the steps, and nowhere without these", async (t) => {
  const front = [...FRONT, { key: "questions", word: "Five questions" }, { key: "draft", word: "Your first plan" }];
  const { model, el } = shown(t, frame, traits({ front }));
  const beside = () => [...el.querySelectorAll(".all > *")].map((link) => link.textContent);
  assert.deepEqual(beside(), ["0Start", "1Plan", "Five questions", "Your first plan"]);
  at(el, "step-questions").click();
  assert.equal(model.get("page"), "questions");

  model.set("steps", []);
  await frames();
  assert.deepEqual(beside(), []);
});

test("what leads to a page turns to it, wherever it stands", (t) => {
  const { model } = shown(t, frame, traits());
  const row = document.createElement("p");
  t.after(() => row.remove());
  row.innerHTML = "<a href='?page=plan' data-page='plan'><b>5 Plan</b></a>";
  document.body.append(row);
  row.querySelector("b").click();

  assert.equal(model.get("page"), "plan");
});

test("the cursor stands in the field of the search when its page is shown", async (t) => {
  const { model } = shown(t, frame, traits({ front: [...FRONT, { key: "search", word: "Search" }] }));
  const page = document.createElement("div");
  t.after(() => page.remove());
  page.className = "search";
  page.innerHTML = "<input>";
  model.set("page", "search");
  document.body.append(page); // the page comes after the address
  await new Promise((done) => { setTimeout(done, 300); });

  assert.equal(document.activeElement, page.querySelector("input"));
});

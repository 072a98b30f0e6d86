import assert from "node:assert/strict";
import { test } from "node:test";

import { Model, frames } from "./page.js";

const { banner, fill, firstBold, listen, make, put, set, soon, uniqueId } =
  await import("../../../strategy_kit/widgets/static/script/dom.js");

const HOSTILE = "<img src=x onerror=alert(1)>";

test("words become text, never markup", () => {
  const node = make("p.sub", { title: HOSTILE }, HOSTILE, make("b", HOSTILE));

  assert.equal(node.querySelector("img"), null);
  assert.equal(node.textContent, HOSTILE + HOSTILE);
  assert.equal(node.title, HOSTILE);
});

test("a description gives the tag and the classes, and a button does not send a form", () => {
  const node = make("button.btn.primary", "Go");

  assert.deepEqual([node.tagName, node.className, node.type], ["BUTTON", "btn primary", "button"]);
});

test("children that are empty, false or nothing are left out", () => {
  assert.equal(make("p", "a", "", null, false, undefined, "b").childNodes.length, 2);
});

test("a function is heard as the event it is named after, and nothing takes an attribute away", () => {
  const heard = [];
  const node = make("button", { click: () => heard.push("click"), hidden: true, "aria-label": "Go" });
  node.click();
  set(node, { hidden: false, "aria-label": null });

  assert.deepEqual(heard, ["click"]);
  assert.deepEqual([node.hidden, node.hasAttribute("aria-label"), node.hasAttribute("click")], [false, false, false]);
});

test("a node with nothing to show is hidden", () => {
  const node = make("div");
  put(node, "", null);
  assert.equal(node.hidden, true);
  put(node, "words");
  assert.deepEqual([node.hidden, node.textContent], [false, "words"]);
});

test("ids do not come twice", () => {
  assert.notEqual(uniqueId("sk-msg"), uniqueId("sk-msg"));
});

test("a sentence is filled by name, and a name without a value stays", () => {
  assert.equal(fill("{name}: row {n}, {x}", { name: "Hours", n: 0 }), "Hours: row 0, {x}");
  assert.equal(fill(undefined, {}), "");
});

for (const [text, bold] of [["Mind the clock. It moves.", "Mind the clock."], ["No stop", "No stop"], ["Really? Yes.", "Really?"]]) {
  test(`the first sentence of “${text}” is bold`, () => {
    const [first, ...rest] = firstBold(text);

    assert.equal(first.textContent, bold);
    assert.equal(bold + rest.join(""), text);
  });
}

test("only a bad banner interrupts a screen reader", () => {
  assert.deepEqual(["info", "warn", "bad"].map((kind) => banner(kind, "x").getAttribute("role")), ["status", "status", "alert"]);
});

test("a view that left hears its model no more", () => {
  const model = new Model({ n: 1 });
  const leaving = new AbortController();
  let heard = 0;
  listen(model, ["change:n"], () => { heard += 1; }, leaving.signal);
  model.set("n", 2);
  leaving.abort();
  model.set("n", 3);

  assert.equal(heard, 1);
});

test("what is asked for many times in a frame is done once, and again in the next", async () => {
  let done = 0;
  const act = soon(() => { done += 1; });
  act();
  act();
  await frames();
  assert.equal(done, 1);
  act();
  await frames();
  assert.equal(done, 2);
});

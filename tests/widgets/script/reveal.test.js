import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { does } from "./page.js";

/** What is being measured, and whom it tells. */
let measured = new Map();
globalThis.ResizeObserver = class {
  constructor(tell) { this.tell = tell; }
  observe(node) { measured.set(node, this); }
  disconnect() { for (const [node, observer] of measured) if (observer === this) measured.delete(node); }
};
await import("../../../strategy_kit/widgets/static/script/reveal.js");

let shown = [];
beforeEach(() => { shown = []; measured = new Map(); });
HTMLElement.prototype.scrollIntoView = function scrollIntoView() { shown.push(this); };

/** A part of a page with a line that opens it. */
function part(t) {
  const el = document.createElement("div");
  el.className = "sk";
  el.innerHTML = '<div class="section"><div class="detail-line"><button>Why</button></div></div>';
  document.body.append(el);
  t.after(() => el.remove());
  const [section] = el.children;
  let height = 50;
  Object.defineProperty(section, "offsetHeight", { get: () => height });
  const becomes = (pixels) => { height = pixels; measured.get(section)?.tell(); };
  return { section, line: section.firstElementChild, button: el.querySelector("button"), becomes };
}

test("the line of a part that a person opens comes to the top, and stays there while its content arrives", (t) => {
  const { line, button, becomes } = part(t);

  button.click();
  becomes(50);
  assert.deepEqual(shown, []);
  becomes(400);
  becomes(900);

  assert.deepEqual(shown, [line, line]);
});

test("a part that a person closes stays where it is", (t) => {
  const { button, becomes } = part(t);
  becomes(900);

  button.click();
  becomes(50);

  assert.deepEqual(shown, []);
});

for (const move of ["wheel", "keydown", "pointerdown"]) {
  test(`a page is no longer scrolled for a person who goes on: ${move}`, (t) => {
    const { button, becomes } = part(t);

    button.click();
    does(button, move);
    becomes(900);

    assert.deepEqual(shown, []);
  });
}

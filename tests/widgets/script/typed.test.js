import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { does } from "./page.js";

const { forgetTyped, keepTyped, typeAgain } = await import("../../../strategy_kit/widgets/static/script/typed.js");

/** A form whose fields have the names and values given. */
function form(fields) {
  document.body.innerHTML = `<div class="sk">${Object.entries(fields).map(([name, value]) => (typeof value === "boolean"
    ? `<label>${name}<input type="checkbox" ${value ? "checked" : ""}></label>`
    : `<label>${name}<input value="${value}"></label>`)).join("")}</div>`;
  return Object.fromEntries([...document.querySelectorAll("label")].map((label) => [label.textContent, label.querySelector("input")]));
}

function type(node, value, ...kinds) {
  if (typeof value === "boolean") node.checked = value;
  else node.value = value;
  for (const kind of kinds) does(node, kind);
}

const again = async (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.now() });
  const leaving = new AbortController();
  typeAgain(document.querySelector(".sk"), leaving.signal);
  t.mock.timers.tick(1000);
  leaving.abort();
};

beforeEach(() => {
  forgetTyped(Infinity);
  sessionStorage.clear();
});

test("what was typed and not heard is typed again after a reload, and heard", async (t) => {
  const { Hours, Asked } = form({ Hours: "1", Asked: false });
  type(Hours, "2.5", "input", "change");
  type(Asked, true, "input", "change");
  keepTyped(true);
  const fresh = form({ Hours: "1", Asked: false });
  const heard = [];
  fresh.Hours.addEventListener("change", () => heard.push(fresh.Hours.value));
  await again(t);

  assert.deepEqual([fresh.Hours.value, fresh.Asked.checked, heard], ["2.5", true, ["2.5"]]);
});

test("what was heard is not typed again, what somebody still writes is", async (t) => {
  const { Hours, Name } = form({ Hours: "1", Name: "" });
  type(Hours, "2.5", "input", "change");
  type(Name, "Bak", "input");
  forgetTyped(Date.now() + 1000);
  keepTyped(true);
  const fresh = form({ Hours: "1", Name: "" });
  await again(t);

  assert.deepEqual([fresh.Hours.value, fresh.Name.value], ["1", "Bak"]);
});

test("what was typed on another page stays there", async (t) => {
  const { Hours } = form({ Hours: "1" });
  type(Hours, "2.5", "input", "change");
  keepTyped(true);
  sessionStorage.setItem("strategy_kit_typed", sessionStorage.getItem("strategy_kit_typed").replace("page=start", "page=plan"));
  const fresh = form({ Hours: "1" });
  await again(t);

  assert.equal(fresh.Hours.value, "1");
});

test("once the connection is back nothing is kept", () => {
  const { Hours } = form({ Hours: "1" });
  type(Hours, "2.5", "input", "change");
  keepTyped(true);
  keepTyped(false);

  assert.equal(sessionStorage.length, 0);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { frames, shown } from "./page.js";

document.body.dataset.voila = "voila";
const { frame } = await import("../../../strategy_kit/widgets/static/script/frame.js");

const STEPS = [{ key: "start", number: 0, word: "Start" }, { key: "plan", number: 1, word: "Plan" }];
const traits = (more) => ({ labels: { brand: "Social Media Workbook", language: "Language", steps: "Steps" }, name: "Bakery", saved: "", saved_kind: "ok",
  languages: [{ key: "en", word: "English" }, { key: "fr", word: "Français" }], lang: "en", steps: STEPS, page: "start",
  address: {}, ...more });

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
  globalThis.strategyKitFirst = { wishes: [["page", "plan"]] };
  const { model } = shown(t, frame, traits());
  delete globalThis.strategyKitFirst;

  assert.deepEqual([model.get("page"), model.saved], ["plan", 1]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { Model, frames } from "../../widgets/script/page.js";

await import("../../../strategy_kit/widgets/static/script/main.js");

const PAGE = "../../../strategy_kit/server/static/page.js";
const EARLIER = { data: [{ x: [1] }] };
const LATER = { data: [{ x: [2] }] };
const CARD = { key: "reach", title: "", subtitle: "", narrow: null, legend: [], how: "", note: "", sources: [], alert: "", html: "",
  folded: false, labels: {}, table: { columns: [], rows: [], numeric: [], caption: "" } };
let copy = 0;

globalThis.window = globalThis;
Object.defineProperty(HTMLElement.prototype, "clientWidth", { get: () => 600 });

/** The line to the kernel: `says` is what the kernel says of the model of the card. */
class Line {
  static OPEN = 1;
  readyState = 1;
  constructor() { Line.last = this; }
  send() {}
  close() {}
  says(state) {
    const content = { comm_id: "card", data: { method: "update", state } };
    this.onmessage({ data: JSON.stringify({ msg_type: "comm_msg", content }) });
  }
}

/** A page with one card painted; `wake` adds the widget of the card, `complete` lets the widgets take their place. */
async function painted(t, more = "") {
  globalThis.WebSocket = Line;
  globalThis.Plotly = { react: async (box, data) => { box.textContent = JSON.stringify(data); }, purge() {} };
  Object.defineProperty(document, "currentScript", { configurable: true, value: { dataset: { plotly: "/plotly.js" } } });
  document.body.innerHTML = `<script id="jupyter-config-data" type="application/json">{"baseUrl": "/", "kernelId": "k"}</script>
    <div id="sk-opening"></div><div id="sk-cells"></div>`;
  await import(`${PAGE}?${copy += 1}`);
  document.body.insertAdjacentHTML("beforeend", `<div id="sk-first"><div data-part="card" data-model="card">
    <script type="application/json">${JSON.stringify({ ...CARD, drawing: EARLIER })}</script></div>${more}</div>
    <script type="application/vnd.voila.cell-output+json"></script>`);
  await frames(6);
  const leaving = new AbortController();
  t.after(() => { leaving.abort(); document.body.replaceChildren(); });
  const app = document.createElement("div");
  const el = document.createElement("div");
  return {
    wake(drawing) {
      const model = new Model({ ...CARD, drawing });
      app.className = "sk-app";
      app.append(el);
      document.getElementById("sk-cells").append(app);
      globalThis.strategyKit.render("card", { model, el, signal: leaving.signal });
      return model;
    },
    async complete(state) {
      app.insertAdjacentHTML("afterbegin", "<div class='top'></div>");
      await frames(6);
      Line.last.says(state); // asked how the model stands, the kernel says it again
      await frames(20);
      assert.equal(document.getElementById("sk-first"), null);
    },
    chart: () => document.querySelector(".sk-app .plot").textContent,
  };
}

/** The frame of the page, painted, and its widget, which wakes before the other widgets are there. */
const STEPS = ["start", "plan", "audience"].map((key, number) => ({ key, number, word: key }));
const FRAME = { labels: {}, name: "", saved: "", saved_kind: "ok", languages: [], lang: "en", steps: STEPS, page: "start", undo: "",
  redo: "", front: [], browser: null, address: {} };
const FRAME_PAINTED = `<div data-part="frame" data-model="frame"><script type="application/json">${JSON.stringify(FRAME)}</script></div>`;

function woken(t) {
  const model = new Model({ ...FRAME });
  const leaving = new AbortController();
  t.after(() => leaving.abort());
  const el = document.createElement("div");
  document.getElementById("sk-cells").append(el);
  globalThis.strategyKit.render("frame", { model, el, signal: leaving.signal });
  return model;
}

const step = (key) => document.querySelector(`#sk-first [data-at=step-${key}]`);

test("a step chosen before its widget wakes is the page when it wakes", async (t) => {
  await painted(t, FRAME_PAINTED);
  step("plan").click();
  const model = woken(t);

  assert.deepEqual([model.get("page"), model.saved], ["plan", 1]);
});

test("a step chosen when its widget is awake, and before the widgets take their place, is the page at once", async (t) => {
  await painted(t, FRAME_PAINTED);
  const model = woken(t);
  step("plan").click();
  assert.deepEqual([model.get("page"), model.saved], ["plan", 1]);

  await frames(2);
  step("audience").click();
  assert.deepEqual([model.get("page"), model.saved], ["audience", 2]);
});

test("what a painted card takes from the kernel is no choice of the frame", async (t) => {
  const page = await painted(t, FRAME_PAINTED);
  const model = woken(t);
  Line.last.says({ drawing: LATER });
  Line.last.onmessage({ data: JSON.stringify({ msg_type: "comm_msg", content: { comm_id: "card", data: { method: "custom",
    content: { changes: { drawing: [[["data", 0, "x"], [3]]] } } } } }) });
  await frames(2);

  assert.deepEqual([model.saved, model.get("drawing")], [0, undefined]);
  page.wake(LATER);
  await page.complete({});
});

test("a drawing that shows what the widget shows is taken over as it is", async (t) => {
  const page = await painted(t);
  page.wake(EARLIER);
  await frames(6);
  const box = document.querySelector("#sk-first .plot");
  await page.complete({});

  assert.equal(document.querySelector(".sk-app .plot"), box);
  assert.match(page.chart(), /\[1\]/);
});

test("a widget that wakes while the painted card is being drawn waits for that drawing", async (t) => {
  const page = await painted(t);
  const { react } = globalThis.Plotly;
  let finish = () => {};
  let drawn = 0;
  globalThis.Plotly.react = (...about) => {
    drawn += 1;
    react(...about);
    return new Promise((done) => { finish = done; });
  };
  Line.last.says({ drawing: LATER });
  await frames(12);
  page.wake(LATER);
  await frames(12);
  const box = document.querySelector("#sk-first .plot");
  finish();
  await frames(12);
  globalThis.Plotly.react = react;
  await page.complete({});

  assert.equal(drawn, 1);
  assert.equal(document.querySelector(".sk-app .plot"), box);
});

test("a drawing that changes and changes back while the widget waits for it is taken over all the same", async (t) => {
  const page = await painted(t);
  page.wake(EARLIER);
  await frames(6);
  for (const drawing of [LATER, EARLIER]) {
    Line.last.says({ drawing });
    await frames(12);
  }
  await page.complete({ drawing: EARLIER });

  assert.match(page.chart(), /\[1\]/);
});

test("a widget whose drawing was drawn over draws it itself", async (t) => {
  const page = await painted(t);
  page.wake(EARLIER);
  await frames(6);
  Line.last.says({ drawing: LATER });
  await frames(12);
  await page.complete({});

  assert.match(page.chart(), /\[1\]/);
});

test("a drawing still being made is not taken over, and what it ends as changes nothing", async (t) => {
  const page = await painted(t);
  const model = page.wake(EARLIER);
  await frames(6);
  const { react } = globalThis.Plotly;
  let finish = () => {};
  globalThis.Plotly.react = (...about) => {
    react(...about);
    return new Promise((done) => { finish = done; });
  };
  Line.last.says({ drawing: LATER });
  await frames(12);
  globalThis.Plotly.react = react;
  await page.complete({});
  finish();
  await frames(12);
  assert.match(page.chart(), /\[1\]/);

  model.set("drawing", LATER);
  await frames(12);
  assert.match(page.chart(), /\[2\]/);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Model } from "./page.js";

const { heartbeat, lostBanner } = await import("../../../strategy_kit/widgets/static/script/connection.js");
const SECOND = 1000;

/** Watch a kernel with a clock that the test moves. */
function watched(t, kernel) {
  const model = new Model();
  if (kernel) model.widget_manager = { kernel };
  const leaving = new AbortController();
  let lost = false;
  heartbeat(model, leaving.signal, (yes) => { lost = yes; });
  t.after(() => leaving.abort());
  const pass = (seconds, answers = false) => {
    let last = lost;
    for (let i = 0; i < seconds; i += 1) {
      t.mock.timers.tick(SECOND);
      last = lost;
      if (answers) model.tell({ pong: true });
    }
    return last; // what the page shows before the kernel answers
  };
  return { model, pass, pings: () => model.sent.filter(([message]) => message.ping).length };
}

const idle = () => ({ status: "idle", connectionStatus: "connected" });
beforeEach((t) => t.mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"], now: 1e12 }));

test("a kernel that answers is there, and is asked every five seconds", (t) => {
  const { pass, pings } = watched(t, idle());

  assert.equal(pass(60, true), false);
  assert.ok(pings() >= 11 && pings() <= 13, `${pings()} questions in a minute`);
});

test("a kernel that is silent is gone after ten seconds, not after five, and back with its answer", (t) => {
  const { model, pass } = watched(t, idle());
  pass(2, true);

  assert.equal(pass(7), false);
  assert.equal(pass(9), true);
  model.tell({ pong: true });
  assert.equal(pass(1), false);
});

test("a kernel that computes has two minutes", (t) => {
  const kernel = { status: "busy", connectionStatus: "connected" };
  const { pass } = watched(t, kernel);

  assert.equal(pass(110), false);
  assert.equal(pass(20), true);
});

test("a kernel whose state cannot be read has thirty seconds", (t) => {
  const { pass } = watched(t, null);

  assert.equal(pass(28), false);
  assert.equal(pass(10), true);
});

for (const status of ["dead", "restarting", "autorestarting", "terminating"]) {
  test(`a kernel that is ${status} is gone at once`, (t) => {
    assert.equal(watched(t, { status, connectionStatus: "connected" }).pass(1), true);
  });
}

test("a connection that is down for five seconds is lost, a shorter break is not", (t) => {
  const kernel = idle();
  const { pass } = watched(t, kernel);
  pass(3, true);
  kernel.connectionStatus = "disconnected";
  assert.equal(pass(5, true), false);
  kernel.connectionStatus = "connected";
  assert.equal(pass(1, true), false);
  kernel.connectionStatus = "disconnected";
  assert.equal(pass(5, true), false);
  assert.equal(pass(1, true), true);
});

test("a closed comm is silence, not an error", (t) => {
  const { model, pass } = watched(t, idle());
  model.send = () => { throw new Error("closed"); };

  assert.equal(pass(16), true);
});

const LABELS = { lost: "Connection lost.", lost_help: "Your plan is saved.", lost_server: "The server does not answer.", reload: "Go on" };

/** A page whose connection is lost; `answers` are those of the server, one for each question, the last one for ever. */
function lostPage(t, ...answers) {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (address, how) => {
    asked.push([String(address), how.method]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === null) throw new TypeError("Failed to fetch");
    return { status: answer };
  });
  const el = document.createElement("div");
  document.body.append(el);
  let reloads = 0;
  const lost = lostBanner(new Model({ labels: LABELS }), el, () => { reloads += 1; });
  lost(true);
  t.after(() => { lost(false); el.remove(); });
  const settled = async () => { for (let i = 0; i < 10; i += 1) await Promise.resolve(); };
  const wait = async (seconds) => { t.mock.timers.tick(seconds * SECOND); await settled(); };
  const button = () => document.querySelector(".sk-lost button");
  return { asked, lost, wait, button, reloads: () => reloads, text: () => document.querySelector(".sk-lost").textContent,
    goOn: async () => { button().click(); await settled(); } };
}

test("going on reloads the page if the server answers, whatever it says", async (t) => {
  for (const status of [200, 403, 405, 0]) { // 0: a redirection, to be followed by the browser
    const page = lostPage(t, status);
    await page.goOn();

    assert.deepEqual([page.reloads(), page.asked], [1, [[location.href, "HEAD"]]]);
    page.lost(false);
    t.mock.restoreAll();
  }
});

for (const [what, absent] of [["no answer", null], ["a proxy that answers in its place", 502]]) {
  test(`going on with ${what} keeps the page, says so, and goes on once the server is there`, async (t) => {
    const page = lostPage(t, absent, absent, 200);
    await page.goOn();

    assert.equal(page.reloads(), 0);
    assert.match(page.text(), /The server does not answer\./);
    assert.equal(page.button().disabled, false);
    await page.wait(6);
    assert.equal(page.reloads(), 0);
    await page.wait(6);
    assert.equal(page.reloads(), 1);
  });
}

test("whoever does not want to wait asks at once, and only one question is open", async (t) => {
  const page = lostPage(t, null);
  await page.goOn();
  page.button().click();
  page.button().click();
  await page.wait(1);

  assert.equal(page.asked.length, 2);
});

test("a connection that came back ends the questions and reloads nothing", async (t) => {
  const page = lostPage(t, null, 200);
  await page.goOn();
  page.lost(false);
  await page.wait(30);

  assert.deepEqual([page.asked.length, page.reloads()], [1, 0]);
});

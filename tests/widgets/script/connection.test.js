import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Model } from "./page.js";

const { heartbeat } = await import("../../../strategy_kit/widgets/static/script/connection.js");
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

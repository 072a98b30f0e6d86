import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../../strategy_kit/server/static/waiting.js");

test("a widget waits for one that comes later than the manager looks", async () => {
  const models = new Map();
  const manager = {
    has_model: (id) => models.has(id),
    async get_model(id) { // looks once, as it does after a pause of the machine
      if (!models.has(id)) throw new Error("widget model not found");
      return models.get(id);
    },
  };
  globalThis.jupyterapp = { widgetManagerPromise: { promise: Promise.resolve(manager) } };
  await Promise.resolve();

  setTimeout(() => models.set("layout", "here"), 120);

  assert.equal(await manager.get_model("layout"), "here");
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";

import { Model } from "./page.js";

const ADDRESS = "../../../strategy_kit/widgets/static/script/plotly.js";
const BARS = { data: [{ type: "bar" }] };
const VIOLIN = { data: [{ type: "violin" }] };
let copy = 0;
const fresh = () => import(`${ADDRESS}?${copy += 1}`);

beforeEach(() => {
  delete globalThis.Plotly;
  delete globalThis.strategyKitAssets;
  document.head.replaceChildren();
});

const NEEDS = [
  ["bars", BARS, false],
  ["a trace without a type, which is a scatter", { data: [{}] }, false],
  ["nothing", { data: [] }, false],
  ["no data at all", { layout: {} }, false],
  ["a heat map", { data: [{ type: "bar" }, { type: "heatmap" }] }, true],
  ["a violin", VIOLIN, true],
  ["a scene without traces", { data: [], layout: { scene: {} } }, true],
  ["a second polar subplot", { data: [], layout: { polar2: {} } }, true],
  ["a geography of a name alone", { data: [], layout: { geometry: {}, xaxis2: {} } }, false],
];
for (const [what, figure, full] of NEEDS) {
  test(`${what} ${full ? "needs" : "does not need"} the full build`, async () => {
    assert.equal((await fresh()).needsFullBuild(figure), full);
  });
}

/** Let a script of the page arrive. */
function arrive(address, build) {
  const script = document.querySelector(`script[src="${address}"]`);
  globalThis.Plotly = build;
  script.dispatchEvent(new Event("load"));
}

test("on our own page each build comes from the server, once", async () => {
  globalThis.strategyKitAssets = { plotly: "/light.js", plotlyFull: "/full.js" };
  const { loadPlotly } = await fresh();
  const [light, again] = [loadPlotly(new Model(), BARS), loadPlotly(new Model(), BARS)];
  const [full, more] = [loadPlotly(new Model(), VIOLIN), loadPlotly(new Model(), VIOLIN)];
  assert.deepEqual([...document.scripts].map((script) => script.getAttribute("src")), ["/light.js", "/full.js"]);
  const builds = [{ light: true }, { full: true }];
  arrive("/light.js", builds[0]);
  assert.deepEqual(await Promise.all([light, again]), [builds[0], builds[0]]);
  arrive("/full.js", builds[1]);

  assert.deepEqual(await Promise.all([full, more]), [builds[1], builds[1]]);
});

test("a page that has the full build draws bars with it", async () => {
  globalThis.strategyKitAssets = { plotly: "/light.js", plotlyFull: "/full.js" };
  const { loadPlotly } = await fresh();
  const coming = loadPlotly(new Model(), VIOLIN);
  const build = {};
  arrive("/full.js", build);
  await coming;

  assert.equal(await loadPlotly(new Model(), BARS), build);
  assert.equal(document.scripts.length, 1);
});

test("a build that did not come is asked for again", async () => {
  globalThis.strategyKitAssets = { plotly: "/light.js" };
  const { loadPlotly } = await fresh();
  const failing = loadPlotly(new Model(), BARS);
  document.querySelector("script").dispatchEvent(new Event("error"));
  await assert.rejects(failing, /did not load/);
  const build = {};
  const coming = loadPlotly(new Model(), BARS);
  arrive("/light.js", build);

  assert.equal(await coming, build);
});

for (const [figure, asset] of [[BARS, "plotly"], [VIOLIN, "plotly-full"]]) {
  test(`elsewhere the kernel is asked for ${asset} once, and its copy is unpacked`, async (t) => {
    const blobs = [];
    t.mock.method(URL, "createObjectURL", (blob) => { blobs.push(blob); return "blob:1"; });
    const { loadPlotly } = await fresh();
    const model = new Model();
    const coming = [loadPlotly(model, figure), loadPlotly(model, figure)];
    assert.deepEqual(model.sent, [[{ want: asset }]]);
    model.tell({ asset: "code" });
    model.tell({ asset }, [gzipSync("globalThis.Plotly = {}")]);
    while (!document.querySelector("script")) await new Promise((done) => { setTimeout(done, 5); });
    const build = {};
    arrive("blob:1", build);

    assert.deepEqual(await Promise.all(coming), [build, build]);
    assert.match(await blobs[0].text(), /^\(function\(define,module,exports\)\{globalThis\.Plotly = \{\}/);
  });
}

/* plotly.js: each build once a page, from our own server or from the kernel */

import { make, set } from "./dom.js";

/** What the light build draws; any other trace or subplot needs the full one. */
const LIGHT_TRACES = new Set(["bar", "pie", "scatter"]);
const FULL_SUBPLOT = /^(geo|map|mapbox|polar|scene|smith|ternary)\d*$/;

/** @type {Map<string, Promise<Plotly>>} */
const started = new Map();

/**
 * Whether a figure holds a trace or a subplot that the light build does not draw.
 * @param {Figure} figure
 */
export function needsFullBuild({ data, layout }) {
  return (data ?? []).some(({ type }) => !LIGHT_TRACES.has(type ?? "scatter"))
    || Object.keys(layout ?? {}).some((name) => FULL_SUBPLOT.test(name));
}

/**
 * Return a build of plotly.js that draws a figure: the full one where it is needed, or is there already.
 * @param {Model} model
 * @param {Figure} figure
 * @returns {Promise<Plotly>}
 */
export function loadPlotly(model, figure) {
  if (needsFullBuild(figure)) return build(model, "plotly-full", globalThis.strategyKitAssets?.plotlyFull);
  if (globalThis.Plotly) return Promise.resolve(globalThis.Plotly);
  return build(model, "plotly", globalThis.strategyKitAssets?.plotly);
}

/**
 * @param {Model} model
 * @param {string} name what the kernel knows the build by
 * @param {string} [address] where our own server has it
 * @returns {Promise<Plotly>}
 */
function build(model, name, address) {
  const loading = started.get(name)
    ?? (address ? run(address) : fromKernel(model, name)).then(() => /** @type {Plotly} */ (globalThis.Plotly));
  started.set(name, loading);
  loading.catch(() => started.delete(name));
  return loading;
}

/**
 * Run a script, or wait for it if the page asked for it already.
 * @param {string} address
 * @returns {Promise<void>}
 */
function run(address) {
  return new Promise((done, fail) => {
    const coming = [...document.scripts].find((script) => script.getAttribute("src") === address);
    const script = coming ?? make("script", { src: address });
    set(script, { load: () => done(), error: () => { script.remove(); fail(new Error("plotly.js did not load")); } });
    if (!coming) document.head.append(script);
  });
}

/**
 * The kernel's copy comes packed. `define`, `module` and `exports` are hidden from it: it must land on the page.
 * @param {Model} model
 * @param {string} name
 */
async function fromKernel(model, name) {
  const [packed] = await ask(model, name);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(stream).blob();
  const address = URL.createObjectURL(
    new Blob(["(function(define,module,exports){", code, "\n})()"], { type: "text/javascript" }));
  await run(address).finally(() => URL.revokeObjectURL(address));
}

/**
 * Ask the kernel for a file.
 * @param {Model} model
 * @param {string} want
 * @returns {Promise<BlobPart[]>}
 */
function ask(model, want) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error("no answer from the kernel: " + want)), 60000);
    /** @type {(message: any, buffers: BlobPart[]) => void} */
    const take = (message, buffers) => {
      if (message.asset !== want) return;
      clearTimeout(late);
      model.off("msg:custom", take);
      done(buffers);
    };
    model.on("msg:custom", take);
    model.send({ want });
  });
}

/* Chart: a figure drawn for its width and in the colours of the theme */

import { changes, listen, soon } from "./dom.js";
import { loadPlotly } from "./plotly.js";
import { coloured, colours, onTheme } from "./theme.js";

const NARROW = 560; // pixels
const HEIGHT = 320; // pixels, of a figure that has none
const PAPER = 640; // pixels: a card on A4 and on Letter holds as many
const CONFIG = { displayModeBar: false, typesetMath: false, scrollZoom: false, doubleClick: false, showTips: false };

/** Charts on the screen, or nearly, are drawn at once; the others when the page has come to rest. */
const NEAR = 400; // pixels
const REST = 500; // milliseconds

/** @param {HTMLElement} box */
function isNear(box) {
  const { top, bottom } = around(box).getBoundingClientRect();
  return top < innerHeight + NEAR && bottom > -NEAR;
}

/** @param {HTMLElement} box */
const around = (box) => /** @type {HTMLElement} */ (box.parentElement);

/**
 * Charts that change at once are drawn one by one: each is on the screen before the next holds it up.
 * @type {Map<HTMLElement, () => Promise<void>>}
 */
const waiting = new Map();
let drawing = false;

/**
 * @param {HTMLElement} box
 * @param {() => Promise<void>} draw
 */
async function inTurn(box, draw) {
  waiting.set(box, draw);
  if (drawing) return;
  drawing = true;
  for (const [next, act] of waiting) {
    waiting.delete(next);
    await Promise.allSettled([act()]);
    await painted();
  }
  drawing = false;
}

/** @returns {Promise<void>} */
const painted = () => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 8))); // the second begins as the first is seen
  setTimeout(done, 100); // there are no frames on a page in the background
});

/** @type {(act: () => void, options?: IdleRequestOptions) => unknown} */
const idle = globalThis.requestIdleCallback || ((act) => act());
/** @param {() => void} act */
const later = (act) => setTimeout(() => idle(act, { timeout: REST }), REST); // a busy machine may never be idle

/** The build that drew each box: another one may not go on with what it left there. */
/** @type {WeakMap<HTMLElement, Plotly>} */
const builds = new WeakMap();

/** @param {HTMLElement} box */
export function clear(box) {
  builds.get(box)?.purge(box);
  builds.delete(box);
}

/**
 * Draw a figure, coloured, or change what a box shows.
 * @param {Plotly} Plotly
 * @param {HTMLElement} box
 * @param {Figure} figure
 * @param {number} width pixels
 * @param {object} config
 */
async function react(Plotly, box, figure, width, config) {
  if (builds.get(box) !== Plotly) clear(box);
  builds.set(box, Plotly);
  const colour = colours(box);
  const size = { width, height: figure.layout?.height || HEIGHT, autosize: false };
  await Plotly.react(box, coloured(figure.data, colour), { ...coloured(figure.layout || {}, colour), ...size }, config);
}

/**
 * Keep the figure of a model drawn in `part.plot`.
 * @param {Model} model
 * @param {Plotted} part
 * @param {(yes: boolean) => void} failed hears whether it could not be drawn
 * @param {AbortSignal} signal
 * @param {object} [config] of plotly.js, beyond ours
 * @returns {() => void} which draws it anew
 */
export function chart(model, part, failed, signal, config) {
  let turn = 0;
  let size = 0;
  const redraw = soon(look);
  const answer = soon(look, queueMicrotask);
  const twin = globalThis.strategyKitFirst?.twin(model, part, redraw); // on our own page it may be drawn already

  function look() {
    const mine = ++turn;
    const box = part.plot;
    const width = around(box).clientWidth;
    const narrow = width < NARROW && model.get("narrow");
    /** @type {Figure | null} */
    const figure = narrow || model.get("drawing");
    box.hidden = !figure;
    if (!figure) return failed(false);
    box.style.height = (figure.layout?.height || HEIGHT) + "px";
    if (!width || signal.aborted) return;
    size = width;
    if (twin?.waits(figure)) return;
    const act = () => draw(mine, figure, narrow ? "narrow" : "wide", width);
    if (isNear(box)) inTurn(box, act);
    else if (model.still) addEventListener("scroll", redraw, { once: true, signal });
    else later(act);
  }

  /**
   * @param {number} mine
   * @param {Figure} figure
   * @param {"narrow" | "wide"} shape
   * @param {number} width
   */
  async function draw(mine, figure, shape, width) {
    const stale = () => mine !== turn || signal.aborted;
    try {
      const Plotly = await loadPlotly(model, figure);
      if (stale()) return;
      await react(Plotly, part.plot, figure, width, { ...CONFIG, ...config });
      part.plot.dataset.drawn = shape;
      if (!signal.aborted) twin?.drawn(figure);
      failed(false);
    } catch (error) {
      console.error("strategy_kit: the chart " + model.get("key") + " could not be drawn", error);
      if (!stale()) failed(true);
    }
  }

  /** All is drawn before a page is printed, and at once: no frame comes between. */
  function print() {
    /** @type {Figure | null} */
    const figure = model.get("drawing");
    if (!figure) return;
    part.plot.style.height = (figure.layout?.height || HEIGHT) + "px";
    draw(++turn, figure, "wide", PAPER);
  }

  addEventListener("beforeprint", print, { signal });
  addEventListener("afterprint", redraw, { signal });
  const resized = new ResizeObserver(() => { if (around(part.plot).clientWidth !== size) redraw(); });
  resized.observe(around(part.plot));
  listen(model, changes("drawing", "narrow"), answer, signal);
  onTheme(redraw, signal);
  signal.addEventListener("abort", () => { resized.disconnect(); clear(part.plot); });
  return redraw;
}

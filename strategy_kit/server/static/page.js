// What the page does before the widgets are there: says that it opens, fetches plotly's script, paints the first view.
(() => {
  const { plotly, workbook } = document.currentScript.dataset;
  const asked = new URLSearchParams(location.search).get("page") || "start";
  globalThis.strategyKitAssets = { plotly };
  if (workbook !== undefined || asked !== "start") {
    document.head.append(Object.assign(document.createElement("script"), { src: plotly, async: true }));
  }

  const OUTPUTS_TO_COME = 'script[type="application/vnd.voila.cell-output+json"]';
  const SOMETHING_TO_SEE = 60; // pixels

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const followTheme = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };

  const opened = () => {
    const cells = document.getElementById("sk-cells");
    return !document.querySelector(OUTPUTS_TO_COME) && cells.offsetHeight > SOMETHING_TO_SEE;
  };

  // Voilà calls these. Cells are never hidden here: a chart drawn inside a hidden box has no width.
  window.cellLoaded = true;
  window.voila_finish = () => {};
  window.voila_heartbeat = () => {
    const words = document.getElementById("sk-opening-words");
    if (words) words.textContent = words.parentElement.dataset.late;
  };

  /*
   * The first view holds the state of each part of ours. They are painted from it before any widget is there and answer
   * to nobody. When all widgets are there these take their place in one step, and the drawings that are still right.
   */

  let view = null; // the node it stands in
  const painted = new Map(); // by the key of a card: what its drawing shows, how to get it, who will have it
  const wishes = []; // what somebody chose in the frame before there was anybody to hear it
  const gone = new AbortController();
  const PATIENCE = 6000; // milliseconds after which widgets take their place though one of them is not ready

  function still(state) {
    const nothing = () => {};
    const set = (name, value) => wishes.push([name, value]);
    return { still: true, get: (name) => state[name], set, save_changes: nothing, on: nothing, off: nothing, send: nothing };
  }

  function paint() {
    const words = JSON.parse(view.dataset.words);
    for (const el of view.querySelectorAll("[data-part]")) {
      const state = JSON.parse(el.querySelector(":scope > script").textContent);
      const model = still({ ...state, labels: { ...words, ...state.labels } });
      el.inert = el.dataset.part === "table"; // what is typed here nobody would hear
      globalThis.strategyKit.render(el.dataset.part, { model, el, signal: gone.signal });
    }
    let since = 0;
    const look = () => {
      const app = document.querySelector("#sk-cells .sk-app");
      since ||= app && Date.now();
      if (app && (there(app) || Date.now() - since > PATIENCE)) takeOver();
      else requestAnimationFrame(look);
    };
    look();
  }

  /** Whether the widgets show all that was painted; what is still to come has no class but Lumino's. */
  function there(app) {
    const count = (root) => root.querySelectorAll("section.card, .group > :not([class='lm-Widget'])").length;
    return app.querySelector(".top") && count(app) >= count(view)
      && [...app.querySelectorAll(".plot:not([hidden])")].every((box) => box.style.height);
  }

  function takeOver() {
    for (const { heir, give } of painted.values()) heir?.(give());
    for (const button of view.querySelectorAll(".card .src > [aria-expanded=true]")) {
      const card = CSS.escape(button.closest(".card").id);
      document.querySelector(`#sk-cells #${card} .src > [aria-expanded=false]`)?.click();
    }
    painted.clear();
    gone.abort();
    view.remove();
    view = null;
  }

  /** Tie the chart of a card to the same card of the first view. */
  function twin(model, part) {
    const key = model.get("key");
    const said = (figure) => JSON.stringify(figure);
    if (model.still) {
      const give = () => { const box = part.plot; part.plot = document.createElement("div"); return box; };
      return { waits: () => false, drawn: (figure) => painted.set(key, { shows: said(figure), give }) };
    }
    const take = (box) => {
      box.ariaLabel = part.plot.ariaLabel;
      part.plot.replaceWith(box);
      part.plot = box;
    };
    /** A drawing that shows the very figure is taken over; until then nothing is drawn. */
    const waits = (figure) => {
      const drawing = painted.get(key);
      if (drawing) drawing.heir = drawing.shows === said(figure) ? take : null;
      return Boolean(drawing?.heir);
    };
    return { waits, drawn: () => {} };
  }

  globalThis.strategyKitFirst = { twin, wishes };

  /** Paint as soon as the view is here: the script that follows it says that it is whole. */
  const first = () => {
    const found = document.getElementById("sk-first");
    if (!found?.nextElementSibling?.matches(OUTPUTS_TO_COME)) return;
    view = found;
    coming.disconnect();
    document.getElementById("sk-opening").remove();
    document.getElementById("sk-cells").before(view);
    paint();
  };
  const coming = new MutationObserver(first);
  coming.observe(document, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", () => {
    followTheme();
    dark.addEventListener("change", followTheme);
    coming.disconnect();
    if (view) return;
    const watch = new ResizeObserver(() => {
      if (!opened()) return;
      watch.disconnect();
      document.getElementById("sk-opening").remove();
    });
    watch.observe(document.getElementById("sk-cells"));
  });
})();

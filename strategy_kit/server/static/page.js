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

  document.addEventListener("DOMContentLoaded", () => {
    followTheme();
    dark.addEventListener("change", followTheme);
    const first = document.getElementById("sk-first");
    if (first) {
      document.getElementById("sk-opening").remove();
      document.getElementById("sk-cells").before(first);
      globalThis.strategyKit.paint(first);
      return;
    }
    const watch = new ResizeObserver(() => {
      if (!opened()) return;
      watch.disconnect();
      document.getElementById("sk-opening").remove();
    });
    watch.observe(document.getElementById("sk-cells"));
  });
})();

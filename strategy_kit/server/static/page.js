// What the page does before the widgets are there: says that it opens, and tells them where plotly's script lies.
(() => {
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
    globalThis.strategyKitAssets = { plotly: document.body.dataset.plotly };
    const watch = new ResizeObserver(() => {
      if (!opened()) return;
      watch.disconnect();
      document.getElementById("sk-opening").remove();
    });
    watch.observe(document.getElementById("sk-cells"));
  });
})();

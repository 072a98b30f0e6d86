/* Figure: any plotly figure of a notebook, without a card around it */

import { chart } from "./chart.js";
import { changes, fill, listen, make, put } from "./dom.js";

/**
 * Show a figure, or say that it could not be drawn.
 * @param {View} view
 */
export function figure({ model, el, signal }) {
  const plot = make("div.plot", { role: "img" });
  const failure = make("div.void", { role: "status", hidden: true });
  el.replaceChildren(make("div.fig", plot), failure);

  /** @param {boolean} yes */
  function fail(yes) {
    const { failed_title: title, failed_bare: help, try_again: again } = model.get("labels");
    plot.hidden = yes;
    put(failure, yes && make("b", title), yes && fill(help, { key: model.get("title") || model.get("key") }),
      yes && make("button.jupyter-button.btn", { click: () => { fail(false); redraw(); } }, again));
  }

  const name = () => { plot.ariaLabel = model.get("title"); };
  listen(model, changes("title"), name, signal);
  name();
  const redraw = chart(model, { plot }, fail, signal, { doubleClick: "reset+autosize" });
  redraw();
}

import { address } from "./address.js";
import { applyChanges, card } from "./card.js";
import { figure } from "./figure.js";
import { download, upload } from "./files.js";
import { fold } from "./fold.js";
import { frame } from "./frame.js";
import "./reveal.js";
import { table } from "./table.js";
import { watching } from "./theme.js";
import { tidy } from "./tidy.js";

/** @type {Record<string, (view: View) => void>} */
const PARTS = { card, figure, frame, table, download, upload, address, fold };

/**
 * Render one part in its view: called by each widget's loader.
 * @param {string} name
 * @param {View} view
 */
function render(name, view) {
  view.el.classList.add("sk", "sk-" + name);
  return PARTS[name](view);
}

function watchBody() {
  watching.observe(document.body, { attributeFilter: ["data-theme", "data-jp-theme-light", "class"] });
  new MutationObserver(tidy).observe(document.body, { childList: true, subtree: true });
  tidy();
}

/* JupyterLab would read a letter typed on a button as a command to the notebook: it looks at the focused element itself. */
addEventListener("focusin", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest(".sk") && !target.matches(":read-write")) target.dataset.lmSuppressShortcuts = "";
});

if (document.body) watchBody();
else addEventListener("DOMContentLoaded", watchBody);
globalThis.strategyKit = { render, applyChanges };

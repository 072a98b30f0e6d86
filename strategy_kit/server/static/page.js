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
   * The first view holds the state of each part of ours. They are painted from it before any widget is there, and a line to
   * the kernel makes them answer: what somebody moves is heard at once, and what that changes is painted. When all widgets
   * are there these take their place in one step, and the drawings that are still right.
   */

  let view = null; // the node it stands in
  const painted = new Map(); // by the key of a card: what its drawing shows, how to get it, who will have it
  const wishes = []; // the page or the language chosen in the frame: its widget hears of them when it wakes
  const models = new Map(); // by the name of a model: who hears what the kernel tells it
  const gone = new AbortController();
  const PATIENCE = 6000; // milliseconds after which widgets take their place though one of them is not ready
  const AGAIN = 1000; // until a line that broke is tried again
  const ONE_END = ".widget-hslider:not(:has(.noUi-handle-upper))";
  const HEIRS = { slider: ONE_END, tick: ".widget-checkbox", button: ".widget-button" }; // of painted controls, by their class
  const UNHEARD = ["table", "download", "upload"]; // parts that need their widgets

  /** Call the kernel; what is told before it answers is told then. */
  function call() {
    const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    const name = () => crypto.getRandomValues(new BigUint64Array(2)).join("-");
    const session = name();
    const path = `${baseUrl}api/kernels/${kernelId}/channels?session_id=${session}`;
    const address = location.origin.replace("http", "ws") + path;
    const untold = [];
    const told = new Set(); // models that were told something and have not answered,
    const moved = new Set(); // that changed since their widgets were made,
    const asked = new Set(); // that were asked how they stand
    const line = { kernel: { status: "unknown", connectionStatus: "connected" }, rebuilt: false };
    let socket = null;

    function dial() {
      socket = new WebSocket(address);
      socket.onopen = () => {
        line.kernel.connectionStatus = "connected";
        untold.splice(0).forEach((message) => socket.send(message));
        if (gone.signal.aborted) socket.close();
      };
      socket.onmessage = ({ data }) => { if (typeof data === "string") hear(JSON.parse(data)); };
      socket.onclose = () => {
        line.kernel.connectionStatus = "disconnected";
        if (!gone.signal.aborted) setTimeout(dial, AGAIN);
      };
    }

    function hear({ msg_type: kind, content }) {
      if (kind === "status") line.kernel.status = content.execution_state;
      if (kind !== "comm_msg") return;
      const { comm_id: model, data } = content;
      if (data.method === "update_states") moved.clear(); // from this the widgets are made
      line.rebuilt ||= "children" in (data.state || {});
      if (!models.has(model)) return;
      told.delete(model);
      if (!asked.delete(model) && (data.state || data.content?.changes)) moved.add(model);
      models.get(model)(data);
    }

    line.tell = (model, data) => {
      if (data.method === "update") told.add(model);
      const header = { msg_id: name(), msg_type: "comm_msg", username: "", session, date: "", version: "5.3" };
      const content = { comm_id: model, data };
      const message = JSON.stringify({ channel: "shell", header, parent_header: {}, metadata: {}, content });
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
      else untold.push(message);
    };
    /**
     * Whether widgets stand as what is painted does. What was said of them while they were being made they did not hear, so
     * the kernel is asked to say it again.
     */
    line.agrees = () => {
      for (const model of moved) {
        asked.add(model);
        line.tell(model, { method: "request_state" });
      }
      moved.clear();
      return !asked.size && !told.size;
    };
    gone.signal.addEventListener("abort", () => { if (!untold.length) socket.close(); });
    dial();
    return line;
  }

  /** What a part takes for the model of its widget. */
  function still(name, state, line) {
    const acts = {};
    const chosen = {};
    const fire = (event, ...about) => [...(acts[event] || [])].forEach((act) => act(...about));
    const put = (values) => {
      Object.assign(state, values);
      for (const trait of Object.keys(values)) fire("change:" + trait);
    };
    models.set(name, ({ method, state: values, content }) => {
      if (method === "update") put(values);
      if (method === "custom") fire("msg:custom", content, []);
    });
    return {
      still: true,
      widget_manager: line,
      get: (trait) => state[trait],
      set: (trait, value) => { chosen[trait] = value; put({ [trait]: value }); },
      save_changes: () => wishes.push(...Object.entries(chosen)),
      on: (event, act) => (acts[event] ||= new Set()).add(act),
      off: (event, act) => acts[event]?.delete(act),
      send: (content) => line.tell(name, { method: "custom", content }),
    };
  }

  function paint() {
    const words = JSON.parse(view.dataset.words);
    const line = call();
    for (const el of view.querySelectorAll("[data-part]")) {
      const state = JSON.parse(el.querySelector(":scope > script").textContent);
      const model = still(el.dataset.model, { ...state, labels: { ...words, ...state.labels } }, line);
      el.inert = UNHEARD.includes(el.dataset.part); // what is done here nobody would hear
      if (el.inert) el.ariaBusy = true;
      globalThis.strategyKit.render(el.dataset.part, { model, el, signal: gone.signal });
    }
    for (const el of view.querySelectorAll("div[data-model]:not([data-part])")) {
      models.set(el.dataset.model, ({ state }) => { if (state && "value" in state) el.innerHTML = state.value; }); // as its widget
    }
    for (const el of view.querySelectorAll("input[data-model]")) models.set(el.dataset.model, () => {}); // it stands as moved
    view.addEventListener("input", ({ target }) => write(target));
    view.addEventListener("change", ({ target }) => {
      const value = target.type === "checkbox" ? target.checked : target.valueAsNumber;
      if (target.dataset.model) line.tell(target.dataset.model, { method: "update", state: { value }, buffer_paths: [] });
    });
    view.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-model]");
      if (!button) return;
      button.disabled = button.ariaBusy = true; // what it gives comes with the widgets
      line.tell(button.dataset.model, { method: "custom", content: { event: "click" } });
    });
    let since = 0;
    const look = () => {
      const app = document.querySelector("#sk-cells .sk-app");
      since ||= app && Date.now();
      const ready = app && ((there(app, line.rebuilt) && line.agrees()) || Date.now() - since > PATIENCE);
      if (ready && !view.querySelector("input:active")) takeOver();
      else requestAnimationFrame(look);
    };
    look();
  }

  /** Write the value of a slider that moves beside it. */
  function write(slider) {
    const said = slider.parentElement.querySelector("b");
    if (!said) return;
    const number = slider.valueAsNumber.toFixed(slider.step.split(".")[1]?.length);
    said.textContent = slider.parentElement.classList.contains("comma") ? number.replace(".", ",") : number;
  }

  /**
   * Whether the widgets show all that was painted, if they are still those; what is still to come has no class but Lumino's.
   */
  function there(app, rebuilt) {
    const count = (root) => root.querySelectorAll("section.card, .group > :not([class='lm-Widget'])").length;
    return app.querySelector(".top") && (rebuilt || count(app) >= count(view))
      && [...app.querySelectorAll(".plot:not([hidden])")].every((box) => box.style.height);
  }

  function takeOver() {
    for (const { heir, give } of painted.values()) heir?.(give());
    for (const button of view.querySelectorAll(".card .src > [aria-expanded=true]")) {
      const card = CSS.escape(button.closest(".card").id);
      document.querySelector(`#sk-cells #${card} .src > [aria-expanded=false]`)?.click();
    }
    const heir = heirOf(document.activeElement);
    painted.clear();
    gone.abort();
    view.remove();
    view = null;
    heir?.focus({ preventScroll: true });
  }

  /** The control that takes the place of a painted one. */
  function heirOf(held) {
    const control = held?.closest("#sk-first .sk-waiting");
    const [kind, heirs] = Object.entries(HEIRS).find(([name]) => control?.classList.contains(name)) || [];
    const place = kind && [...view.querySelectorAll(".sk-waiting." + kind)].indexOf(control);
    const heir = kind && document.querySelectorAll("#sk-cells " + heirs)[place];
    return heir?.querySelector("input, .noUi-handle") || heir;
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

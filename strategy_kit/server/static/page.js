// What the page does before the widgets are there: says that it opens, fetches plotly's script, paints the first view.
(() => {
  const { plotly, plotlyFull, workbook } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const step = new URLSearchParams(location.search).get("page") || "start";
  globalThis.strategyKitAssets = { plotly, plotlyFull };
  if (workbook !== undefined || step !== "start") {
    document.head.append(Object.assign(document.createElement("script"), { src: plotly, async: true }));
  }

  const OUTPUTS_TO_COME = 'script[type="application/vnd.voila.cell-output+json"]';
  const SOMETHING_TO_SEE = 60; // pixels

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const followTheme = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };

  /**
   * An element that the page's template holds.
   * @param {string} id
   */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

  const opened = () => {
    const cells = element("sk-cells");
    return !document.querySelector(OUTPUTS_TO_COME) && cells.offsetHeight > SOMETHING_TO_SEE;
  };

  // Voilà calls these. Cells are never hidden here: a chart drawn inside a hidden box has no width.
  window.cellLoaded = true;
  window.voila_finish = () => {};
  window.voila_heartbeat = () => {
    const words = document.getElementById("sk-opening-words");
    if (words) words.textContent = words.parentElement?.dataset.late ?? "";
  };

  /*
   * The first view holds the state of each part of ours. They are painted from it before any widget is there, and a line to
   * the kernel makes them answer: what somebody moves is heard at once, and what that changes is painted. When all widgets
   * are there these take their place in one step, and the drawings that are still right.
   */

  /** @typedef {{ method?: string, state?: Record<string, any>, content?: any, buffer_paths?: never[] }} Data of a comm */
  /** @typedef {{ status: string, connectionStatus: string }} Kernel */
  /** @typedef {{ shows: string, give?: () => HTMLElement }} Painted */
  /** @typedef {{ shows: string, take: (box: HTMLElement) => void, redraw: () => void }} Heir */

  /** @type {HTMLElement | null} */
  let view = null; // the node it stands in
  /** @type {Map<string, Painted>} */
  const painted = new Map(); // by the key of a card: what its drawing shows, and once it is there, how to get it
  /** @type {Map<string, Heir>} */
  const awaiting = new Map(); // by the same key: the widget that waits for that drawing
  /** @type {[string, unknown][]} */
  const wishes = []; // the page or the language chosen in the frame before its widget woke
  /** @type {((trait: string, value: unknown) => void) | undefined} */
  let wish; // the widget hears them itself
  /** @type {Map<string, (data: Data) => void>} */
  const models = new Map(); // by the name of a model: who hears what the kernel tells it
  const gone = new AbortController();
  const PATIENCE = 6000; // milliseconds after which widgets take their place though one of them is not ready
  const AGAIN = 1000; // until a line that broke is tried again
  const ONE_END = ".widget-hslider:not(:has(.noUi-handle-upper))";
  const HEIRS = { slider: ONE_END, tick: ".widget-checkbox", button: ".widget-button" }; // of painted controls, by their class
  const UNHEARD = ["table", "download", "upload"]; // parts that need their widgets

  /** Call the kernel; what is told before it answers is told then. */
  function call() {
    const { baseUrl, kernelId } = JSON.parse(element("jupyter-config-data").textContent);
    const name = () => crypto.getRandomValues(new BigUint64Array(2)).join("-");
    const session = name();
    const path = `${baseUrl}api/kernels/${kernelId}/channels?session_id=${session}`;
    const address = location.origin.replace("http", "ws") + path;
    /** @type {string[]} */
    const untold = [];
    const told = new Set(); // models that were told something and have not answered,
    const moved = new Set(); // that changed since their widgets were made,
    const asked = new Set(); // that were asked how they stand
    /** @type {Kernel} */
    const kernel = { status: "unknown", connectionStatus: "connected" };
    const line = { kernel, rebuilt: false, tell, agrees };
    /** @type {WebSocket} */
    let socket;

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

    /** @param {{ msg_type: string, content: any }} message */
    function hear({ msg_type: kind, content }) {
      if (kind === "status") line.kernel.status = content.execution_state;
      if (kind !== "comm_msg") return;
      const { comm_id: model, data } = content;
      if (data.method === "update_states") moved.clear(); // from this the widgets are made
      line.rebuilt ||= "children" in (data.state || {});
      if (!models.has(model)) return;
      told.delete(model);
      if (!asked.delete(model) && (data.state || data.content?.changes)) moved.add(model);
      models.get(model)?.(data);
    }

    /**
     * @param {string} model
     * @param {Data} data
     */
    function tell(model, data) {
      if (data.method === "update") told.add(model);
      const header = { msg_id: name(), msg_type: "comm_msg", username: "", session, date: "", version: "5.3" };
      const content = { comm_id: model, data };
      const message = JSON.stringify({ channel: "shell", header, parent_header: {}, metadata: {}, content });
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
      else untold.push(message);
    }
    /**
     * Whether widgets stand as what is painted does. What was said of them while they were being made they did not hear, so
     * the kernel is asked to say it again.
     */
    function agrees() {
      for (const model of moved) {
        asked.add(model);
        tell(model, { method: "request_state" });
      }
      moved.clear();
      return !asked.size && !told.size;
    }
    gone.signal.addEventListener("abort", () => { if (!untold.length) socket.close(); });
    dial();
    return line;
  }

  /**
   * What a part takes for the model of its widget.
   * @param {string} name
   * @param {Record<string, any>} state
   * @param {ReturnType<typeof call>} line
   * @returns {Model}
   */
  function still(name, state, line) {
    /** @type {Record<string, Set<(...about: any[]) => void>>} */
    const acts = {};
    /** @type {[string, unknown][]} */
    const chosen = [];
    /** @type {(event: string, ...about: any[]) => void} */
    const fire = (event, ...about) => [...(acts[event] || [])].forEach((act) => act(...about));
    /** @param {Record<string, any>} values */
    const put = (values) => {
      Object.assign(state, values);
      for (const trait of Object.keys(values)) fire("change:" + trait);
    };
    models.set(name, ({ method, state: values, content }) => {
      if (method === "update" && values) put(values);
      if (method === "custom") fire("msg:custom", content, []);
    });
    return {
      still: true,
      widget_manager: line,
      get: (trait) => state[trait],
      set: (trait, value) => { chosen.push([trait, value]); put({ [trait]: value }); },
      save_changes: () => { wishes.push(...chosen.splice(0)); if (wish) hear(wish); },
      on: (event, act) => void (acts[event] ||= new Set()).add(act),
      off: (event, act) => void acts[event]?.delete(act),
      send: (content) => line.tell(name, { method: "custom", content }),
    };
  }

  /** @param {HTMLElement} first */
  function paint(first) {
    const words = JSON.parse(first.dataset.words ?? "{}");
    const line = call();
    /** @type {(place: string) => Iterable<HTMLElement>} */
    const within = (place) => first.querySelectorAll(place);
    for (const el of within("[data-part]")) {
      const { model: name = "", part = "" } = el.dataset;
      const state = JSON.parse(el.querySelector(":scope > script")?.textContent ?? "{}");
      const model = still(name, { ...state, labels: { ...words, ...state.labels } }, line);
      el.inert = UNHEARD.includes(part); // what is done here nobody would hear
      if (el.inert) el.ariaBusy = "true";
      globalThis.strategyKit?.render(part, { model, el, signal: gone.signal });
    }
    for (const el of within("div[data-model]:not([data-part])")) {
      models.set(el.dataset.model ?? "", ({ state }) => { if (state && "value" in state) el.innerHTML = state.value; }); // as its widget
    }
    for (const el of within("input[data-model]")) models.set(el.dataset.model ?? "", () => {}); // it stands as moved
    first.addEventListener("input", ({ target }) => write(/** @type {HTMLInputElement} */ (target)));
    first.addEventListener("change", (event) => {
      const target = /** @type {HTMLInputElement} */ (event.target);
      const value = target.type === "checkbox" ? target.checked : target.valueAsNumber;
      if (target.dataset.model) line.tell(target.dataset.model, { method: "update", state: { value }, buffer_paths: [] });
    });
    first.addEventListener("click", ({ target }) => {
      /** @type {HTMLButtonElement | null} */
      const button = /** @type {Element} */ (target).closest("button[data-model]");
      if (!button?.dataset.model) return;
      button.disabled = true;
      button.ariaBusy = "true"; // what it gives comes with the widgets
      line.tell(button.dataset.model, { method: "custom", content: { event: "click" } });
    });
    let since = 0;
    const look = () => {
      const app = document.querySelector("#sk-cells .sk-app");
      if (app) since ||= Date.now();
      const ready = app && ((there(app, line.rebuilt) && line.agrees()) || Date.now() - since > PATIENCE);
      if (ready && !first.querySelector("input:active")) takeOver(first);
      else requestAnimationFrame(look);
    };
    look();
  }

  /**
   * Write the value of a slider that moves beside it.
   * @param {HTMLInputElement} slider
   */
  function write(slider) {
    const said = slider.parentElement?.querySelector("b");
    if (!said) return;
    const number = slider.valueAsNumber.toFixed(slider.step.split(".")[1]?.length);
    said.textContent = said.parentElement?.classList.contains("comma") ? number.replace(".", ",") : number;
  }

  /**
   * Whether the widgets show all that was painted, if they are still those; what is still to come has no class but Lumino's.
   * @param {Element} app
   * @param {boolean} rebuilt
   */
  function there(app, rebuilt) {
    /** @param {Element} root */
    const count = (root) => root.querySelectorAll("section.card, .group > :not([class='lm-Widget'])").length;
    /** @type {NodeListOf<HTMLElement>} */
    const plots = app.querySelectorAll(".plot:not([hidden])");
    return app.querySelector(".top") !== null && (rebuilt || count(app) >= (view ? count(view) : 0))
      && [...plots].every((box) => box.style.height);
  }

  /** @param {HTMLElement} first */
  function takeOver(first) {
    for (const [key, { shows, take, redraw }] of awaiting) {
      const drawing = painted.get(key);
      if (drawing?.give && drawing.shows === shows) take(drawing.give());
      else redraw(); // what it waited for is not there yet, or was drawn over
    }
    for (const button of first.querySelectorAll(".card .src > [aria-expanded=true]")) {
      const card = CSS.escape(button.closest(".card")?.id ?? "");
      /** @type {HTMLElement | null} */
      const same = document.querySelector(`#sk-cells #${card} .src > [aria-expanded=false]`);
      same?.click();
    }
    const heir = heirOf(document.activeElement, first);
    painted.clear();
    awaiting.clear();
    gone.abort();
    first.remove();
    view = null;
    heir?.focus({ preventScroll: true });
  }

  /**
   * The control that takes the place of a painted one.
   * @param {Element | null} held
   * @param {HTMLElement} first
   * @returns {HTMLElement | undefined}
   */
  function heirOf(held, first) {
    const control = held?.closest("#sk-first .sk-waiting");
    if (!control) return undefined;
    const [kind, heirs] = Object.entries(HEIRS).find(([name]) => control.classList.contains(name)) || [];
    if (!kind) return undefined;
    const place = [...first.querySelectorAll(".sk-waiting." + kind)].indexOf(control);
    /** @type {NodeListOf<HTMLElement>} */
    const controls = document.querySelectorAll("#sk-cells " + heirs);
    return controls[place]?.querySelector(/** @type {"input"} */ ("input, .noUi-handle")) || controls[place];
  }

  /**
   * Tie the chart of a card to the same card of the first view.
   * @param {Model} model
   * @param {Plotted} part
   * @param {() => void} redraw
   */
  function twin(model, part, redraw) {
    const key = model.get("key");
    /** @param {Figure} figure */
    const said = (figure) => JSON.stringify(figure);
    if (model.still) {
      const give = () => { const box = part.plot; part.plot = document.createElement("div"); return box; };
      const waits = (/** @type {Figure} */ figure) => { painted.set(key, { shows: said(figure) }); return false; };
      return { waits, drawn: (/** @type {Figure} */ figure) => void painted.set(key, { shows: said(figure), give }) };
    }
    /** @param {HTMLElement} box */
    const take = (box) => {
      box.ariaLabel = part.plot.ariaLabel;
      part.plot.replaceWith(box);
      part.plot = box;
    };
    /**
     * A drawing of the very figure, there or under way, is taken over with the page; until then nothing is drawn.
     * @param {Figure} figure
     */
    const waits = (figure) => {
      const shows = said(figure);
      if (painted.get(key)?.shows !== shows) {
        awaiting.delete(key);
        return false;
      }
      awaiting.set(key, { shows, take, redraw });
      return true;
    };
    return { waits, drawn: () => {} };
  }

  /** @param {NonNullable<typeof wish>} act of the widget of the frame: what was chosen, and what will be until it takes its place */
  const hear = (act) => { wish = act; wishes.splice(0).forEach((chosen) => act(...chosen)); };
  globalThis.strategyKitFirst = { twin, hear };

  /** Paint as soon as the view is here: the script that follows it says that it is whole. */
  const begin = () => {
    const found = document.getElementById("sk-first");
    if (!found?.nextElementSibling?.matches(OUTPUTS_TO_COME)) return;
    view = found;
    coming.disconnect();
    element("sk-opening").remove();
    element("sk-cells").before(view);
    paint(view);
  };
  const coming = new MutationObserver(begin);
  coming.observe(document, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", () => {
    followTheme();
    dark.addEventListener("change", followTheme);
    coming.disconnect();
    if (view) return;
    const watch = new ResizeObserver(() => {
      if (!opened()) return;
      watch.disconnect();
      element("sk-opening").remove();
    });
    watch.observe(element("sk-cells"));
  });
})();

/* strategy_kit: what the pages do in the browser. A plain script, loaded once a page; it asks no other host for anything. */
(() => {
"use strict";
if (globalThis.strategyKit) return;

/* Making elements: text only, never markup */

/** Make an element: "tag.class.class", attributes if any (a function hears the event it names), children. */
function make(what, ...rest) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (tag === "button") node.type = tag;
  node.className = classes.join(" ");
  if (rest[0]?.constructor === Object) set(node, rest.shift());
  node.append(...rest.filter(Boolean));
  return node;
}

function set(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === false || value === null || value === undefined) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/** Fill a node, or hide it if there is nothing to fill it with. */
function put(node, ...children) {
  node.replaceChildren(...children.filter(Boolean));
  node.hidden = !node.hasChildNodes();
}

const HIDDEN = { "aria-hidden": "true" };
let made = 0; // for ids unique on the page

/** Put `values` in the places {so} named of a sentence. */
const fill = (sentence, values) => (sentence || "").replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** First sentence in bold: what it is about. */
function firstBold(text) {
  const end = text.search(/[.!?]\s/) + 1;
  return end ? [make("b", text.slice(0, end)), text.slice(end)] : [make("b", text)];
}

function banner(kind, ...content) {
  return make("div.banner." + kind, { role: kind === "bad" ? "alert" : "status" },
    make("span.ic", HIDDEN, kind === "info" ? "i" : "!"), make("div", ...content));
}

/** Listen to a model until the view goes. */
function listen(model, names, act, signal) {
  for (const name of names) model.on(name, act);
  signal?.addEventListener("abort", () => names.forEach((name) => model.off(name, act)));
}

const changes = (...traits) => traits.map((trait) => "change:" + trait);

/** Act once in the next frame however often it is asked; or once when all is done that is being done now. */
function soon(act, wait = requestAnimationFrame) {
  let asked = false;
  return () => {
    if (!asked) wait(() => { asked = false; act(); });
    asked = true;
  };
}

/* Plotly.js: once a page, from our own server or from the kernel */

let drawing = null;

function plotly(model) {
  if (globalThis.Plotly) return Promise.resolve(globalThis.Plotly);
  const address = globalThis.strategyKitAssets?.plotly;
  drawing ??= (address ? run(address) : fromKernel(model)).then(() => globalThis.Plotly);
  drawing.catch(() => { drawing = null; });
  return drawing;
}

/** Run a script, or wait for it if the page asked for it already. */
function run(address) {
  return new Promise((done, fail) => {
    const coming = [...document.scripts].find((script) => script.getAttribute("src") === address);
    const script = coming || make("script", { src: address });
    script.addEventListener("load", done);
    script.addEventListener("error", () => { script.remove(); fail(new Error("plotly.js did not load")); });
    if (!coming) document.head.append(script);
  });
}

/** The kernel's copy comes packed. `define`, `module` and `exports` are hidden from it: it must land on the page. */
async function fromKernel(model) {
  const [packed] = await ask(model, "plotly");
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(stream).blob();
  const address = URL.createObjectURL(
    new Blob(["(function(define,module,exports){", code, "\n})()"], { type: "text/javascript" }));
  await run(address).finally(() => URL.revokeObjectURL(address));
}

function ask(model, want) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error("no answer from the kernel: " + want)), 60000);
    model.on("msg:custom", function take(message, buffers) {
      if (message.asset !== want) return;
      clearTimeout(late);
      model.off("msg:custom", take);
      done(buffers);
    });
    model.send({ want });
  });
}

/* Theme */

const night = matchMedia("(prefers-color-scheme: dark)");
const themed = new Set();
const retheme = soon(() => themed.forEach((act) => act()));
night.addEventListener("change", retheme);
const watching = new MutationObserver(retheme);
watching.observe(document.documentElement, { attributeFilter: ["data-theme"] });

function onTheme(act, signal) {
  themed.add(act);
  signal.addEventListener("abort", () => themed.delete(act));
}

/** Colours are tokens, "@s5": take what the style sheet says for this theme. */
function colours(node) {
  const style = getComputedStyle(node);
  const scheme = style.colorScheme;
  const dark = scheme === "dark" || (scheme.includes("dark") && night.matches);
  const known = new Map();
  return (token) => {
    if (!known.has(token)) known.set(token, pick(style.getPropertyValue("--" + token.slice(1)).trim(), dark) || token);
    return known.get(token);
  };
}

function pick(value, dark) {
  const pair = /^light-dark\(\s*([^,]+),\s*([^,]+)\)$/.exec(value);
  return pair ? pair[dark ? 2 : 1].trim() : value;
}

/** Copy a figure with every colour named by a token put in its place. */
function coloured(value, colour, inColour = false) {
  if (typeof value === "string") return inColour && value.startsWith("@") ? colour(value) : value;
  if (Array.isArray(value)) return value.map((item) => coloured(item, colour, inColour));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, coloured(item, colour, inColour || /color/i.test(key))]));
}

/* Chart */

const NARROW = 560;
const CONFIG = { displayModeBar: false, responsive: false, typesetMath: false, staticPlot: false, scrollZoom: false,
  doubleClick: false, showTips: false, displaylogo: false };

/** Charts on the screen, or nearly, are drawn at once; the others when the page has come to rest. */
const NEAR = 400;
const REST = 500;
const near = (box) => {
  const { top, bottom } = box.parentElement.getBoundingClientRect();
  return top < innerHeight + NEAR && bottom > -NEAR;
};
/** Charts that are told something at once are drawn one by one: each is on the screen before the next holds it up. */
const waiting = new Map();
let busy = false;
async function inTurn(box, draw) {
  waiting.set(box, draw);
  if (busy) return;
  busy = true;
  for (const [next, act] of waiting) {
    waiting.delete(next);
    await Promise.allSettled([act()]);
    await shown();
  }
  busy = false;
}
const shown = () => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 8))); // the second begins as the first is seen
  setTimeout(done, 100); // there are no frames where nobody looks
});
const idle = globalThis.requestIdleCallback || ((act) => act());
const later = (act) => setTimeout(() => idle(act, { timeout: REST }), REST); // a busy machine may never be idle

/** Keep a figure drawn in `part.plot`: for its width, in the theme's colours. `failed` is told whether it could not be. */
function chart(model, part, failed, signal) {
  let turn = 0;
  let size = 0;
  const twin = globalThis.strategyKitFirst?.twin(model, part); // on our own page the server may have drawn it already

  const redraw = soon(look);
  const answer = soon(look, queueMicrotask);

  function look() {
    const mine = ++turn;
    const box = part.plot;
    const width = box.parentElement.clientWidth;
    const narrow = width < NARROW && model.get("narrow");
    const figure = narrow || model.get("figure");
    box.hidden = !figure;
    if (!figure) return failed(false);
    box.style.height = (figure.layout?.height || 320) + "px";
    if (!width || signal.aborted) return;
    size = width;
    if (twin?.waits(figure)) return;
    if (near(box)) inTurn(box, () => draw(mine, figure, narrow, width));
    else if (model.still) addEventListener("scroll", redraw, { once: true, signal });
    else later(() => draw(mine, figure, narrow, width));
  }

  async function draw(mine, figure, narrow, width) {
    const stale = () => mine !== turn || signal.aborted;
    try {
      const Plotly = await plotly(model);
      if (stale()) return;
      const box = part.plot;
      const colour = colours(box);
      const height = figure.layout?.height || 320;
      await Plotly.react(box, coloured(figure.data, colour),
        { ...coloured(figure.layout || {}, colour), width, height, autosize: false }, CONFIG);
      box.dataset.drawn = narrow ? "narrow" : "wide";
      twin?.drawn(figure);
      failed(false);
    } catch (error) {
      console.error("strategy_kit: the chart " + model.get("key") + " could not be drawn", error);
      if (!stale()) failed(true);
    }
  }

  const seen = new ResizeObserver(() => { if (part.plot.parentElement.clientWidth !== size) redraw(); });
  seen.observe(part.plot.parentElement);
  listen(model, changes("figure", "narrow"), answer, signal);
  onTheme(redraw, signal);
  signal.addEventListener("abort", () => { seen.disconnect(); globalThis.Plotly?.purge(part.plot); });
  return redraw;
}

/* Card */

function card({ model, el, signal }) {
  const id = "sk-numbers-" + ++made;
  const get = (name) => model.get(name);
  const part = {
    title: make("h3", { "aria-level": "2" }),
    sub: make("p.sub"),
    doing: make("p.sub.doing", { role: "status" }),
    alert: make("div.alert"),
    plot: make("div.plot", { role: "img" }),
    html: make("div.drawn"),
    failure: make("div.void", { hidden: true, role: "status" }),
    legend: make("div.legend"),
    how: make("p.how"),
    numbers: make("div.numbers", { id }),
    source: make("span"),
    toggle: make("button.btn-link", { "aria-controls": id, click: () => show(!open) }),
  };
  const fig = make("div.fig", part.plot, part.html);
  const foot = make("div.src", part.source, part.toggle);
  const section = make("section.card", make("i.working", HIDDEN),
    part.title, part.sub, part.doing, part.alert, part.failure, fig, part.legend, part.how, part.numbers, foot);
  let open = false;
  let failed = false;

  function show(yes) {
    open = yes;
    const table = get("table");
    const labels = get("labels");
    const always = !get("figure") && !get("html") && !get("folded");
    const shown = Boolean(table) && (open || always);
    part.numbers.hidden = !shown;
    if (shown) part.numbers.replaceChildren(numbers(table));
    part.toggle.hidden = !table || always;
    part.toggle.ariaExpanded = open;
    part.toggle.textContent = open ? labels.hide_numbers : labels.show_numbers;
    foot.hidden = part.toggle.hidden && part.source.hidden;
  }

  function write() {
    const labels = get("labels");
    section.id = "card-" + get("key");
    part.title.textContent = failed ? labels.failed_title : get("title");
    put(part.sub, failed ? labels.failed_saved : get("subtitle"));
    put(part.alert, get("alert") && banner("warn", ...firstBold(get("alert"))));
    part.plot.ariaLabel = get("title");
    part.html.innerHTML = get("html"); // the one trusted field: made by widgets/html.py, which escapes
    part.html.hidden = !get("html");
    put(part.legend, ...(failed ? [] : get("legend").map(legendKey)));
    put(part.how, ...(failed || !get("how") ? [] : [make("b", labels.how_to_read), " ", get("how")]));
    put(part.source, ...sourceLine(get("sources"), get("note"), labels));
    fig.hidden = failed || (!get("figure") && !get("html"));
    show(open);
  }

  function fail(yes) {
    if (yes === failed) return;
    failed = yes;
    part.failure.hidden = !yes;
    if (yes) {
      const labels = get("labels");
      part.failure.replaceChildren(make("b", get("title")),
        fill(get("table") ? labels.failed_table : labels.failed_bare, { key: get("key") }), make("br"),
        make("button.jupyter-button.btn", { click: again }, labels.try_again));
      open = true;
    }
    write();
  }

  function again() {
    fail(false);
    redraw();
  }

  function work() {
    const { working, working_help: help } = get("labels");
    section.classList.toggle("busy", get("busy"));
    section.ariaBusy = get("busy");
    put(part.doing, ...(get("busy") ? [make("b", get("doing") || working), " ", help] : []));
  }

  el.replaceChildren(section);
  listen(model, changes("key", "title", "subtitle", "alert", "figure", "html", "legend", "how", "note", "sources", "table", "folded", "labels"),
    soon(write), signal);
  listen(model, changes("busy", "doing"), work, signal);
  listen(model, ["msg:custom"], (message) => { if (message.changes) take(model, message.changes); }, signal);
  el.addEventListener("click", (event) => {
    const link = event.target.closest("[data-source]");
    const source = link && get("sources").find((item) => item.key === link.dataset.source);
    if (source) openSource(link, source, get("labels"));
  });
  write();
  work();
  const redraw = chart(model, part, fail, signal);
  redraw();
}

/** Put what changed in its places: [path, value] by trait. */
function take(model, found) {
  for (const [trait, places] of Object.entries(found)) {
    const whole = structuredClone(model.get(trait));
    for (const [path, value] of places) {
      const inside = path.slice(0, -1).reduce((node, key) => node[key], whole);
      inside[path.at(-1)] = value;
    }
    model.set(trait, whole);
  }
}

function legendKey(key) {
  const mark = make("i.mark." + key.mark, HIDDEN);
  if (key.token) mark.style.setProperty("--p", `var(--${key.token.replace(/[^\w-]/g, "")})`);
  if (key.mark === "sizes") mark.append(...[50, 68, 84, 100].map((share) => {
    const cell = make("i");
    cell.style.cssText = `width:${share * 0.13}px;height:${share * 0.13}px`;
    return cell;
  }));
  return make("span", mark, key.word);
}

/** Letters of a statement: a table that holds one stands its cells one below the other on a phone. */
const LONG = 60;

function numbers(table) {
  const cell = (tag, place, props, word) => make(tag + (table.numeric.includes(place) ? ".num" : ""), props, word);
  const long = table.rows.flat().some((word) => word.length > LONG);
  return make("table.t" + (long || table.columns.length > 3 ? ".stacks" : "") + (long ? ".long" : ""),
    table.caption && make("caption", table.caption),
    make("thead", make("tr", ...table.columns.map((word, i) => cell("th", i, { scope: "col" }, word)))),
    make("tbody", ...table.rows.map((row) =>
      make("tr", ...row.map((word, i) => cell("td", i, { "data-word": table.columns[i] }, word))))));
}

/* Sources: a line of links, and a card that opens from each */

function sourceLine(sources, note, labels) {
  const links = sources.flatMap(({ key, name }, i) => [i ? " " : labels.sources + " ", make("span.cite",
    make("button.btn-source", { "data-source": key, "aria-haspopup": "dialog" }, name), sources[i + 1] ? "," : ".")]);
  return [...links, links.length && " ", note];
}

function openSource(link, source, labels) {
  const row = (word, value) => [make("dt", word), value ? make("dd", value) : make("dd.mute", labels.unknown)];
  const read = make("dd", source.grade && make("span.grade." + source.grade.toLowerCase(), source.grade), " ",
    source.read_as || (!source.grade && labels.unknown));
  const rows = ["says", "measured", "who", "when", "clock"].flatMap((key) => row(labels[key], source[key]));
  const safe = /^https?:\/\//.test(source.url);
  const shut = () => pop.hidePopover();
  const close = make("button.close", { "aria-label": labels.close, click: shut }, "×");
  const pop = make("div.pop", { popover: "auto", role: "dialog", "aria-label": source.title || source.name },
    close, make("h3", source.title || source.name), source.producer && make("p.by", source.producer),
    make("dl", ...rows, make("dt", labels.read_as), read), source.caution && make("p.careful", ...firstBold(source.caution)),
    safe && make("div.acts", make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, labels.open_source)));
  link.after(pop);
  link.ariaExpanded = true;
  const move = () => place(pop, link);
  const gone = new AbortController();
  const until = { signal: gone.signal };
  pop.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); }, until);
  pop.addEventListener("focusout", ({ relatedTarget: next }) => { if (next && !pop.contains(next)) shut(); }, until);
  pop.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    gone.abort();
    pop.remove();
    link.ariaExpanded = false;
  }, until);
  addEventListener("scroll", move, { capture: true, ...until });
  addEventListener("resize", move, until);
  link.focus({ preventScroll: true }); // a closing popover gives the focus back to whom it took it from
  pop.showPopover();
  move();
  close.focus({ preventScroll: true });
}

/** Put a popover under its link, or above it where there is no room; a phone shows it as a sheet (by the style sheet). */
function place(pop, link) {
  const at = link.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - 24), innerWidth - pop.offsetWidth - 8);
  const below = at.bottom + 8 + pop.offsetHeight <= innerHeight || at.top < pop.offsetHeight + 8;
  const top = below ? Math.min(at.bottom + 8, innerHeight - pop.offsetHeight - 8) : at.top - 8 - pop.offsetHeight;
  pop.style.setProperty("--left", left + "px");
  pop.style.setProperty("--top", Math.max(8, top) + "px");
}

/* Frame: bar, steps, address, heartbeat */

function frame({ model, el, signal }) {
  const get = (name) => model.get(name);
  const choose = (trait, value) => { model.set(trait, value); model.save_changes(); };
  const bar = make("div.in");
  const steps = make("nav.steps");
  const toasts = make("div.toasts");
  el.replaceChildren(make("header.top", bar), make("div.wrap", steps), toasts);
  const ours = document.body.classList.contains("sk-page") || "voila" in document.body.dataset;

  function write() {
    const labels = get("labels");
    const held = document.activeElement?.dataset?.at;
    bar.replaceChildren(make("div.brand", "strategy_kit", get("name") && make("small", get("name"))),
      make("div.saved." + get("saved_kind"), { role: "status", hidden: !get("saved") }, make("span", get("saved"))),
      ...(get("actions").length ? [make("div.links", ...get("actions").map(action))] : []),
      make("div.links.langs", { role: "group", "aria-label": labels.language }, ...get("languages").map(language)));
    steps.ariaLabel = labels.steps;
    steps.replaceChildren(...get("steps").map(step));
    if (held) el.querySelector(`[data-at="${CSS.escape(held)}"]`)?.focus();
  }

  const action = ({ key, word }) =>
    make("button.btn-link", { "data-at": "do-" + key, click: () => model.send({ action: key }) }, word);

  const language = ({ key, word }) => key === get("lang") ? make("b", { "aria-current": "true", lang: key }, key.toUpperCase())
    : make("button.btn-link", { lang: key, "data-at": "lang-" + key, click: () => choose("lang", key) }, word);

  function step({ key, number, word, done }) {
    const on = key === get("page");
    return make("button." + (on ? "on" : done ? "done" : "open"), { "aria-current": on ? "step" : null,
      "data-at": "step-" + key, click: () => choose("page", key) },
      make("i", HIDDEN, String(number)), make("span.nm", word));
  }

  function turn() {
    el.querySelector('[aria-current="step"]')?.scrollIntoView({ block: "nearest", inline: "center" });
    if (ours) el.scrollIntoView();
  }

  function tell() {
    el.lang = get("lang");
    if (!ours) return;
    document.documentElement.lang = get("lang");
    const word = get("steps").find(({ key }) => key === get("page"))?.word;
    document.title = [word, get("name"), "strategy_kit"].filter(Boolean).join(" · ");
    const entries = Object.entries(get("address"));
    if (!entries.length) return;
    const address = new URL(location.href);
    for (const [name, value] of entries) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
    const plan = get("address").plan;
    if (plan) document.cookie = `strategy_kit_plan=${plan};path=${location.pathname};max-age=31536000;samesite=strict`;
  }

  function toast({ text, action: word }) {
    const node = make("div.toast", { role: "status" }, make("span", text),
      word && make("button", { click: () => { model.send({ undo: true }); node.remove(); } }, word));
    toasts.replaceChildren(node);
    const leave = () => { if (node.matches(":hover, :focus-within")) setTimeout(leave, 1000); else node.remove(); };
    setTimeout(leave, 4000);
  }

  listen(model, changes("name", "saved", "saved_kind", "actions", "languages", "lang", "steps", "page", "labels"),
    soon(write), signal);
  listen(model, changes("page"), soon(turn), signal);
  listen(model, changes("lang", "name", "steps", "page", "address"), soon(tell), signal);
  listen(model, ["msg:custom"], (message) => { if (message.toast) toast(message.toast); }, signal);
  write();
  tell();
  heartbeat(model, signal, lostBanner(model, el));
  if (model.still) return;
  typeAgain(el, signal);
  for (const [trait, value] of globalThis.strategyKitFirst?.wishes.splice(0) ?? []) choose(trait, value);
}

const TICK = 1000;
const BEAT = 5 * TICK;
const SILENCE = 10 * TICK;
const PATIENCE = 120 * TICK;
const GONE = ["dead", "autorestarting", "restarting", "terminating"];

/**
 * Ask the kernel for a sign of life every 5 s and tell `lost` whether it is gone: its state says so, the connection is down
 * for 5 s, or nothing was heard for 10 s. A kernel that says it is computing has 2 minutes; one whose state cannot be read,
 * 30 s. A page that slept starts counting anew.
 */
function heartbeat(model, signal, lost) {
  let heard = Date.now();
  let last = heard;
  let asked = 0; // when the first question was put that has no answer yet
  let sent = 0; // when the last one was
  let busy = 0;
  let apart = 0;

  function tick() {
    const now = Date.now();
    const kernel = model.widget_manager?.kernel;
    if (now - last > BEAT || (busy && kernel?.status !== "busy")) [heard, asked, apart] = [now, 0, 0];
    last = now;
    busy = kernel?.status === "busy" ? busy || now : 0;
    apart = kernel && kernel.connectionStatus !== "connected" ? apart || now : 0;
    const patience = busy ? PATIENCE : kernel ? SILENCE : 3 * SILENCE;
    const silent = asked && now - asked >= BEAT - TICK && now - heard > patience;
    lost(GONE.includes(kernel?.status) || (apart && now - apart >= BEAT) || silent);
    if (now - sent < BEAT) return;
    sent = now;
    asked ||= now;
    try { model.send({ ping: true }); } catch { /* a closed comm is silence: the count goes on */ }
  }

  listen(model, ["msg:custom"], ({ pong }) => {
    if (!pong) return;
    forgetTyped(asked);
    [heard, asked] = [Date.now(), 0];
    lost(false);
  }, signal);
  const timer = setInterval(tick, TICK);
  signal.addEventListener("abort", () => { clearInterval(timer); lost(false); });
}

/** A banner over the page while the kernel is gone; what could not be kept is out of reach. */
function lostBanner(model, el) {
  let node = null;
  return (yes) => {
    if (Boolean(yes) === Boolean(node)) return;
    node?.remove();
    node = yes ? sayLost(model.get("labels")) : null;
    keepTyped(yes);
    const place = el.closest(".jp-NotebookPanel") || document;
    for (const root of place.querySelectorAll(".sk:not(.sk-lost)")) root.inert = Boolean(node);
  };
}

function sayLost(labels) {
  const words = banner("bad", make("b", labels.lost), " ", labels.lost_help);
  words.append(make("button.jupyter-button.btn", { click: () => location.reload() }, labels.reload));
  const node = make("div.sk.sk-lost", { popover: "manual" }, words);
  document.body.append(node);
  node.showPopover();
  return node;
}

/* What was typed and perhaps never heard: kept over a reload, and typed again */

const KEPT = "strategy_kit_typed";
const FIELD = ".sk :is(input:not([type=file]), select, textarea)";
const typed = new Map(); // by the name of the field: what, when, and whether somebody still writes there
const nameOf = (node) => node.ariaLabel || node.labels?.[0]?.textContent.trim() || "";
const valueOf = (node) => (node.type === "checkbox" ? node.checked : node.value);

function noteTyped({ type, target }) {
  const name = target.matches?.(FIELD) && nameOf(target);
  if (name) typed.set(name, { value: valueOf(target), at: Date.now(), writing: type === "input" });
}

/** An answer to a question asked at `then` says that all sent before was heard. */
function forgetTyped(then) {
  for (const [name, { at, writing }] of typed) if (at < then && !writing) typed.delete(name);
}

function keepTyped(yes) {
  if (!yes) return sessionStorage.removeItem(KEPT);
  const values = [...typed].map(([name, { value }]) => [name, value]);
  sessionStorage.setItem(KEPT, JSON.stringify({ at: location.search, values }));
}

function typeAgain(el, signal) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
  sessionStorage.removeItem(KEPT);
  if (kept.at !== location.search) return;
  const left = new Map(kept.values);
  const until = Date.now() + 30 * TICK;
  const timer = setInterval(() => {
    const place = el.closest(".sk-app") || document;
    for (const node of place.querySelectorAll(FIELD)) {
      const value = left.get(nameOf(node));
      if (left.delete(nameOf(node)) && valueOf(node) !== value) retype(node, value);
    }
    if (!left.size || Date.now() > until) clearInterval(timer);
  }, TICK / 2);
  signal.addEventListener("abort", () => clearInterval(timer));
}

function retype(node, value) {
  node[node.type === "checkbox" ? "checked" : "value"] = value;
  for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true }));
}

for (const kind of ["input", "change"]) addEventListener(kind, noteTyped, true);

/* Table of rows people edit */

function table({ model, el, signal }) {
  const get = (name) => model.get(name);
  const body = make("tbody");
  const head = make("thead");
  const add = make("button.jupyter-button.btn", { click: () => change([...rows, empty()], rows.length) });
  let rows = [];
  let timer = 0;

  el.replaceChildren(make("div.edit", make("table.t", head, body), add));

  const EMPTY = { flag: false, text: "" };
  const empty = () => Object.fromEntries(get("columns").map(({ key, kind }) => [key, EMPTY[kind] ?? null]));

  function send(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; model.set("rows", rows.map((row) => ({ ...row }))); model.save_changes(); }, wait);
  }

  /** Take new rows at once and put the focus on the row at `place`. */
  function change(next, place) {
    rows = next;
    write();
    (body.rows[2 * Math.min(place, rows.length - 1)]?.querySelector("input, select") || add).focus();
    send(0);
  }

  function edit(row, key, value, wait) {
    rows = rows.map((old, i) => (i === row ? { ...old, [key]: value } : old));
    send(wait);
  }

  function take() {
    if (timer || JSON.stringify(get("rows")) === JSON.stringify(rows)) return; // what is being written goes first
    rows = get("rows").map((row) => ({ ...row }));
    const held = document.activeElement?.dataset?.at;
    write();
    if (held) body.querySelector(`[data-at="${CSS.escape(held)}"]`)?.focus();
  }

  function write() {
    const columns = get("columns");
    const labels = get("labels");
    head.replaceChildren(make("tr", ...columns.map(heading), make("th", make("span.sr", labels.remove))));
    body.replaceChildren(...rows.flatMap((row, i) => [
      make("tr", ...columns.map((column) => cell(column, row, i)), remover(i)),
      make("tr.said", { hidden: true }, make("td.msg", { colspan: columns.length + 1, id: "sk-msg-" + ++made })),
    ]));
    add.textContent = get("add_word") || labels.add;
    add.disabled = rows.length >= get("max_rows");
    mark();
  }

  function heading({ word, help, kind, width }) {
    const node = make(kind === "number" ? "th.num" : "th", { scope: "col" }, word, help && make("small", help));
    if (width) node.style.width = width;
    return node;
  }

  function remover(i) {
    return make("td.out", make("button.btn-link", { disabled: rows.length <= get("min_rows"),
      "aria-label": fill(get("labels").remove_row, { n: i + 1 }), click: () => change(rows.filter((_, j) => j !== i), i) },
      get("labels").remove));
  }

  function cell(column, row, i) {
    const { key, word, kind } = column;
    const input = FIELDS[kind](column, row[key], (value, wait) => edit(i, key, value, wait), get("labels").decimal);
    set(input, { "data-at": i + "/" + key, "aria-label": fill(get("labels").cell, { column: word, n: i + 1 }) });
    return make("td." + kind, make("span.word", HIDDEN, word), input);
  }

  /** Say below a row what is wrong with its cells. */
  function mark() {
    rows.forEach((row, i) => {
      const wrong = get("errors").filter((error) => error.row === i);
      const said = body.rows[2 * i + 1];
      said.hidden = !wrong.length;
      said.cells[0].textContent = wrong.map((error) => error.message).join(" ");
      for (const node of body.rows[2 * i].querySelectorAll("[data-at]")) {
        const bad = wrong.some((error) => node.dataset.at === i + "/" + error.key);
        set(node, { "aria-invalid": bad ? "true" : null, "aria-describedby": bad ? said.cells[0].id : null });
      }
    });
  }

  listen(model, changes("rows"), take, signal);
  listen(model, changes("columns", "add_word", "labels", "min_rows", "max_rows"), soon(write), signal);
  listen(model, changes("errors"), mark, signal);
  signal.addEventListener("abort", () => { if (timer) send(0); });
  rows = get("rows").map((row) => ({ ...row }));
  write();
}

const TYPING = 400;
const DIGITS = { useGrouping: false, maximumFractionDigits: 12 };
const FIELDS = {
  text: (_column, value, tell) => field("text", value, tell, ""),
  time: (_column, value, tell) => field("time", value, tell),
  date: (_column, value, tell) => field("date", value, tell),
  number: (_column, value, tell, mark) => { // the kernel reads it: browsers differ
    const node = field("text", typeof value === "number" ? value.toLocaleString("en", DIGITS).replace(".", mark) : value, tell);
    node.inputMode = "decimal";
    return node;
  },
  flag: (column, value, tell) =>
    make("input", { type: "checkbox", checked: Boolean(value), change: (event) => tell(event.target.checked, 0) }),
  choice: (column, value, tell) => {
    const node = make("select", { change: () => tell(column.choices[node.selectedIndex - 1]?.value ?? null, 0) },
      make("option", { disabled: true, hidden: true }, ""), ...column.choices.map(({ word }) => make("option", word)));
    node.selectedIndex = column.choices.findIndex((choice) => choice.value === value) + 1;
    return node;
  },
};

function field(type, value, tell, none = null) {
  const send = (wait) => tell(node.value || none, wait);
  const node = make("input", { type, maxlength: 2000, autocomplete: "off", input: () => send(TYPING), change: () => send(0) });
  node.value = value ?? "";
  return node;
}

/* Files out and in */

function download({ model, el, signal }) {
  const button = make("button", { click: () => { wait(true); model.send({ want: "file" }); } });
  const problem = make("p.msg", { role: "alert", hidden: true });
  el.replaceChildren(button, problem);

  function wait(yes) {
    button.disabled = yes;
    button.ariaBusy = yes;
    if (yes) put(problem);
  }

  function write() {
    button.className = "jupyter-button btn" + (model.get("primary") ? " primary" : "");
    button.textContent = model.get("label");
  }

  listen(model, changes("label", "primary"), write, signal);
  listen(model, ["msg:custom"], (message, buffers) => {
    if (message.file) save(message.file, buffers[0]);
    if (message.problem) put(problem, message.problem);
    if (message.file || message.problem) wait(false);
  }, signal);
  write();
}

function save({ name, mime }, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function upload({ model, el, signal }) {
  const chooser = make("input.sr", { type: "file", id: "sk-file-" + ++made, change: () => take(chooser.files[0]) });
  const label = make("label.jupyter-button.btn", { for: chooser.id });
  const title = make("b");
  const help = make("span");
  const answer = make("div.answer");
  const box = make("div.void", { dragover: (event) => { event.preventDefault(); box.classList.add("over"); },
    dragleave: () => box.classList.remove("over"),
    drop: (event) => { event.preventDefault(); box.classList.remove("over"); take(event.dataTransfer.files[0]); } },
    title, help, make("div.pick", chooser, label));
  el.replaceChildren(box, answer);

  async function take(file) {
    if (!file) return;
    if (file.size > model.get("limit")) return tell("bad", fill(model.get("labels").too_big, { name: file.name }));
    tell("info", fill(model.get("labels").reading, { name: file.name }));
    const bytes = await file.arrayBuffer();
    model.send({ file: { name: file.name, type: file.type } }, undefined, [bytes]);
    chooser.value = "";
  }

  function tell(kind, text) {
    put(answer, text && banner(kind, ...firstBold(text)));
  }

  function write() {
    title.textContent = model.get("title");
    help.textContent = model.get("help");
    label.textContent = model.get("label");
    chooser.accept = model.get("accept");
  }

  listen(model, changes("title", "help", "label", "accept"), write, signal);
  listen(model, ["msg:custom"], (message) => { if ("answer" in message) tell(message.kind, message.answer); }, signal);
  write();
}

/* Address: where calendar programs may ask, if our own server serves this page */

function address({ model, el, signal }) {
  const field = make("input", { readonly: true, click: () => field.select() });
  const button = make("button.jupyter-button.btn", { click: take });
  el.hidden = true; // and with it its group
  el.replaceChildren(field, button);

  async function ask() {
    const answer = await fetch("calendar?plan=" + encodeURIComponent(model.get("plan"))).catch(() => null);
    const place = answer?.ok ? await answer.text() : "";
    el.hidden = !place.startsWith("calendar.ics?"); // another server may answer with a page of its own
    field.value = el.hidden ? "" : new URL(place, answer.url).href;
  }

  async function take() {
    field.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy"); // where the address has no TLS
    button.textContent = model.get("copied");
    setTimeout(write, 3000);
  }

  function write() {
    field.ariaLabel = model.get("label");
    button.textContent = model.get("copy");
  }

  listen(model, changes("label", "copy"), write, signal);
  listen(model, changes("plan"), ask, signal);
  write();
  ask();
}

/* Fold: on a phone the controls are one line that says how they are set */

function fold({ model, el, signal }) {
  const button = make("button.fold", { click: () => turn(!open) });
  let open = false;

  function turn(yes) {
    open = yes;
    button.ariaExpanded = open;
    el.closest(".controls")?.classList.toggle("open", open);
  }

  el.replaceChildren(button);
  const write = () => { button.textContent = model.get("text"); };
  listen(model, changes("text"), write, signal);
  write();
  turn(model.get("opened"));
}

/* What ipywidgets leaves unsaid: names of sliders, the state of toggles */

const tidy = soon(() => {
  for (const node of document.querySelectorAll('.sk [title="null"]')) node.removeAttribute("title");
  for (const box of document.querySelectorAll(".sk :is(.widget-hslider, .widget-toggle-buttons):not([data-named])")) {
    box.dataset.named = "";
    const [label, readout] = [".widget-label", ".widget-readout"].map((name) => box.querySelector(name));
    for (const node of [label, readout]) if (node) node.id ||= "sk-word-" + ++made;
    for (const node of box.querySelectorAll(".noUi-handle")) set(node, { "aria-labelledby": label.id + " " + readout.id });
    if (readout) set(readout, { role: "textbox", "aria-labelledby": label.id });
    if (readout && box.classList.contains("comma")) comma(readout);
    else pressed(box, label);
  }
});

/** Write a number with the comma of its language: ipywidgets knows the point only. */
function comma(readout) {
  const write = () => {
    const said = readout.textContent.replace(".", ",");
    if (said !== readout.textContent && document.activeElement !== readout) readout.textContent = said;
  };
  new MutationObserver(write).observe(readout, { childList: true, characterData: true, subtree: true });
  write();
}

let before; // what a readout said
for (const type of ["focus", "blur", "keydown"]) addEventListener(type, ({ target, key }) => {
  if (!target.matches?.(".sk .widget-readout")) return;
  const text = target.textContent;
  if (type === "focus") before = text;
  else if (type === "blur" || key === "Enter") target.textContent = /[.,]/.test(text) && /^\d+$/.test(before) ? before : text.replace(",", ".");
}, true);

function pressed(box, label) {
  const tell = () => {
    for (const node of box.querySelectorAll("button")) node.ariaPressed = node.classList.contains("mod-active");
  };
  set(box, { role: "group", "aria-labelledby": label.id });
  new MutationObserver(tell).observe(box, { attributeFilter: ["class"], subtree: true, childList: true });
  tell();
}

const PARTS = { card, frame, table, download, upload, address, fold };

/** Render one part in its view: called by each widget's loader. */
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
addEventListener("focusin", ({ target }) => {
  if (target.closest(".sk") && !target.matches(":read-write")) target.dataset.lmSuppressShortcuts = "";
});

if (document.body) watchBody();
else addEventListener("DOMContentLoaded", watchBody);
globalThis.strategyKit = { render };
})();

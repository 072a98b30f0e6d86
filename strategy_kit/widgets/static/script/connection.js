import { banner, listen, make } from "./dom.js";
import { forgetTyped, keepTyped } from "./typed.js";

const TICK = 1000;
const BEAT = 5 * TICK;
const SILENCE = 10 * TICK;
const PATIENCE = 120 * TICK;
const ABSENT = [502, 503, 504]; // what a proxy answers for a server that does not
const GONE = ["dead", "autorestarting", "restarting", "terminating"];

/**
 * Ask the kernel for a sign of life every 5 s and tell `lost` whether it is gone: its state says so, the connection is down
 * for 5 s, or nothing was heard for 10 s. A kernel that says it is computing has 2 minutes; one whose state cannot be read,
 * 30 s. A page that slept starts counting anew.
 * @param {Model} model
 * @param {AbortSignal} signal
 * @param {(yes: boolean) => void} lost
 */
export function heartbeat(model, signal, lost) {
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
    const silent = asked > 0 && now - asked >= BEAT - TICK && now - heard > patience;
    lost(GONE.includes(kernel?.status ?? "") || (apart > 0 && now - apart >= BEAT) || silent);
    if (now - sent < BEAT) return;
    sent = now;
    asked ||= now;
    try { model.send({ ping: true }); } catch {
      /* a closed comm is silence: the count goes on */
    }
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

/**
 * A banner over the page while the kernel is gone; what could not be kept is out of reach.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {() => void} [reload]
 * @returns {(yes: boolean) => void}
 */
export function lostBanner(model, el, reload = () => location.reload()) {
  /** @type {HTMLElement | null} */
  let node = null;
  return (yes) => {
    if (yes === Boolean(node)) return;
    node?.remove();
    node = yes ? sayLost(model.get("labels"), reload) : null;
    keepTyped(yes);
    const place = el.closest(".jp-NotebookPanel") || document;
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".sk:not(.sk-lost)"))) root.inert = Boolean(node);
  };
}

/**
 * @param {Labels} labels
 * @param {() => void} reload
 */
function sayLost(labels, reload) {
  const help = make("span", labels.lost_help);
  const button = make("button.jupyter-button.btn", { click: goOn }, labels.reload);
  const node = make("div.sk.sk-lost", { popover: "manual" }, banner("bad", make("b", labels.lost), " ", help, button));
  /** @type {ReturnType<typeof setTimeout>} */
  let again;

  /** Reload once the server is there: without it the browser would show an error page of its own in place of this one. */
  async function goOn() {
    clearTimeout(again);
    if (!node.isConnected) return;
    button.disabled = true;
    const there = await serverAnswers();
    if (!node.isConnected) return;
    if (there) return reload();
    help.textContent = labels.lost_server;
    button.disabled = false;
    again = setTimeout(goOn, BEAT);
  }

  document.body.append(node);
  node.showPopover();
  return node;
}

/** Whether the server of this page answers within 5 s; what a proxy says in its place is no answer. */
async function serverAnswers() {
  const asked = { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(BEAT) };
  const answer = await fetch(location.href, /** @type {RequestInit} */ (asked)).catch(() => null);
  return answer !== null && !ABSENT.includes(answer.status);
}

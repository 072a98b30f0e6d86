/* A page without a browser for the tests of single modules, and the model of a widget. Import it before them. */
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!DOCTYPE html><html><head></head><body></body></html>",
  { url: "http://localhost/?lang=en&page=start", pretendToBeVisual: true });

const missing = {
  matchMedia: () => ({ matches: false, addEventListener() {} }),
  ResizeObserver: class { observe() {} disconnect() {} },
  CSS: { escape: (text) => text.replace(/[^\w-]/g, "\\$&") },
};
const NAMES = ["document", "location", "history", "sessionStorage", "Node", "Event", "KeyboardEvent", "MouseEvent",
  "AbortController", "AbortSignal", "MutationObserver", "HTMLElement", "getComputedStyle", "requestAnimationFrame", "innerWidth", "innerHeight"];
for (const name of NAMES) globalThis[name] = window[name];
Object.assign(globalThis, missing);
Object.defineProperty(globalThis, "navigator", { value: window.navigator });
globalThis.addEventListener = window.addEventListener.bind(window);
window.HTMLElement.prototype.showPopover = function showPopover() { this.dataset.shown = ""; };
window.HTMLElement.prototype.hidePopover = function hidePopover() { this.dispatchEvent(new window.Event("toggle")); };
window.HTMLElement.prototype.scrollIntoView = () => {};

/** The model of a widget: `sent` is what reached the kernel, `tell` is a message from it. */
export class Model {
  constructor(traits) {
    this.traits = { labels: {}, ...traits };
    this.sent = [];
    this.saved = 0;
    this.heard = {};
  }

  get(name) { return this.traits[name]; }

  set(name, value) {
    this.traits[name] = value;
    this.fire("change:" + name);
  }

  save_changes() { this.saved += 1; }
  send(...message) { this.sent.push(message); }
  on(event, act) { (this.heard[event] ??= new Set()).add(act); }
  off(event, act) { this.heard[event]?.delete(act); }
  fire(event, ...about) { for (const act of [...(this.heard[event] ?? [])]) act(...about); }
  tell(content, buffers = []) { this.fire("msg:custom", content, buffers); }
}

/** Show a part on the page until the test is over. */
export function shown(test, part, traits) {
  const model = new Model(traits);
  const el = document.createElement("div");
  el.className = "sk";
  document.body.append(el);
  const leaving = new AbortController();
  part({ model, el, signal: leaving.signal });
  test.after(() => { leaving.abort(); el.remove(); });
  return { model, el, leave: () => leaving.abort() };
}

export const frames = (count = 2) => new Promise((done) => {
  const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : done());
  next(count);
});

/** The nearest ancestor's event: what a person does to a field. */
export function does(node, kind, init = {}) {
  node.dispatchEvent(new window.Event(kind, { bubbles: true, ...init }));
}

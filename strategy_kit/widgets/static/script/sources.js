/* Sources: a line of links, or how many there are, and a card that opens from each */

import { firstBold, make } from "./dom.js";

/**
 * @param {Source[]} sources
 * @param {string} note
 * @param {Labels} labels
 * @param {boolean} named
 */
export function sourceLine(sources, note, labels, named) {
  const links = sources.flatMap(({ key, name }, i) => [" ", make("span.cite",
    make("button.btn-source", { "data-source": key, "aria-haspopup": "dialog" }, name), sources[i + 1] ? "," : ".")]);
  const line = named ? links : [` ${sources.length}.`];
  return [...(links.length ? [labels.sources, ...line, " "] : []), note];
}

/**
 * @param {HTMLElement} link
 * @param {Source} source
 * @param {Labels} labels
 */
export function openSource(link, source, labels) {
  /** @type {(word: string, value: string) => HTMLElement[]} */
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
  link.ariaExpanded = "true";
  const move = () => place(pop, link);
  const gone = new AbortController();
  const until = { signal: gone.signal };
  pop.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); }, until);
  pop.addEventListener("focusout", ({ relatedTarget: next }) => { if (next && !pop.contains(/** @type {Node} */ (next))) shut(); }, until);
  pop.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    gone.abort();
    pop.remove();
    link.ariaExpanded = "false";
  }, until);
  addEventListener("scroll", move, { capture: true, ...until });
  addEventListener("resize", move, until);
  link.focus({ preventScroll: true }); // a closing popover gives the focus back to whom it took it from
  pop.showPopover();
  move();
  close.focus({ preventScroll: true });
}

/**
 * Put a popover under its link, or above it where there is no room; a phone shows it as a sheet (by the style sheet).
 * @param {HTMLElement} pop
 * @param {HTMLElement} link
 */
function place(pop, link) {
  const at = link.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - 24), innerWidth - pop.offsetWidth - 8);
  const below = at.bottom + 8 + pop.offsetHeight <= innerHeight || at.top < pop.offsetHeight + 8;
  const top = below ? Math.min(at.bottom + 8, innerHeight - pop.offsetHeight - 8) : at.top - 8 - pop.offsetHeight;
  pop.style.setProperty("--left", left + "px");
  pop.style.setProperty("--top", Math.max(8, top) + "px");
}

/* The line of a section that a person opened stays at the top of the screen while its content arrives, until they go on */

addEventListener("click", ({ target }) => {
  const line = /** @type {Element} */ (target).closest(".sk .section > :first-child");
  if (!line) return;
  const section = /** @type {HTMLElement} */ (line.parentElement);
  const closed = section.offsetHeight;
  const resized = new ResizeObserver(() => { if (section.offsetHeight > closed) line.scrollIntoView(); });
  for (const kind of ["wheel", "keydown", "pointerdown"]) addEventListener(kind, () => resized.disconnect(), { once: true });
  resized.observe(section);
});

const page = globalThis;
/**
 * The code of every part is on the page already, or the kernel sends it once a page.
 * @param {Model} model
 * @returns {Promise<typeof strategyKit> | typeof strategyKit}
 */
function coming(model) {
  if (page.strategyKit) return page.strategyKit;
  const asked = page.strategyKitAsked;
  if (asked && Date.now() - asked.at < 15000) return asked.code;
  /** @type {Promise<typeof strategyKit>} */
  const code = new Promise((done, fail) => {
    model.on("msg:custom", ({ asset }, [script, style] = []) => {
      if (asset !== "code") return;
      if (page.strategyKit) return done(page.strategyKit);
      document.head.append(Object.assign(document.createElement("style"), { textContent: new TextDecoder().decode(style) }));
      const node = document.createElement("script");
      node.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      node.onload = () => done(page.strategyKit);
      node.onerror = fail;
      document.head.append(node);
    });
    model.send({ want: "code" });
  });
  page.strategyKitAsked = { at: Date.now(), code };
  return code;
}
export default {
  /**
   * What changes in a widget arrives also while no view shows it, and before the code of the page.
   * @param {{ model: Model }} widget
   */
  initialize({ model }) {
    /** @type {Parameters<NonNullable<typeof strategyKit>["applyChanges"]>[1][]} */
    const waiting = [];
    /** @param {typeof strategyKit} kit */
    const apply = (kit) => { for (const changes of waiting.splice(0)) kit?.applyChanges(model, changes); };
    model.on("msg:custom", ({ changes }) => {
      if (!changes) return;
      waiting.push(changes);
      const kit = coming(model);
      if (kit instanceof Promise) kit.then(apply, () => {});  // the view says that the code is missing
      else apply(kit);
    });
  },
  /** @param {View} view */
  async render(view) {
    const kit = await coming(view.model);
    if (!view.signal.aborted) kit?.render("PART", view);
  },
};

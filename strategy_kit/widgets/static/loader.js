// The code of every part is on the page already, or the kernel sends it once a page.
const page = globalThis;
function coming(model) {
  if (page.strategyKit) return page.strategyKit;
  const asked = page.strategyKitAsked;
  if (asked && Date.now() - asked.at < 15000) return asked.code;
  const code = new Promise((done, fail) => {
    model.on("msg:custom", ({ asset }, [script, style] = []) => {
      if (asset !== "code" || page.strategyKit) return asset === "code" && done(page.strategyKit);
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
  async render(view) {
    const kit = await coming(view.model);
    if (!view.signal.aborted) kit.render("PART", view);
  },
};

// In every page that is measured: when the first chart is on the screen, and how long an answer to the keyboard takes.
(() => {
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    return root;
  };
  const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const drawn = (chart) => seen(chart) && [...chart.querySelectorAll(".barlayer path")].some((bar) => {
    const { width, height } = bar.getBoundingClientRect();
    return width > 1 && height > 1;
  });
  const chart = () => all(".js-plotly-plot").find(drawn);
  const numbers = () => JSON.stringify(chart()?.data?.map(({ x, y }) => [x, y]) ?? null);
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  }));
  const until = (holds, limit) => new Promise((done) => {
    const end = performance.now() + limit;
    const look = () => (holds() || performance.now() > end ? done(holds()) : requestAnimationFrame(look));
    look();
  });

  const bench = (globalThis.bench = { first: null, shift: 0 });
  bench.opened = until(chart, 60000).then(painted).then((at) => (bench.first = at));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  const at = (slider, what) =>
    Number(slider.getAttribute("aria-value" + what) ?? slider[what === "now" ? "value" : what]);
  bench.slider = () => all("[role=slider], input[type=range]").find((node) => seen(node) && !node.closest("[inert]"));

  // Ready for a key: the slider has the focus, and what the chart shows now is known. Says which key moves it to the middle.
  bench.ready = (limit) => until(() => chart() && bench.slider(), limit).then((there) => {
    if (!there) return null;
    const slider = bench.slider();
    slider.focus();
    bench.before = numbers();
    bench.pressed = null;
    addEventListener("keydown", (event) => { bench.pressed ??= event.timeStamp; }, { capture: true, once: true });
    const [least, most, now] = ["min", "max", "now"].map((what) => at(slider, what));
    bench.stood = now;
    return now > (least + most) / 2 ? "ArrowLeft" : "ArrowRight";
  });

  bench.moved = () => bench.slider() && at(bench.slider(), "now") !== bench.stood;

  // The time at which the chart shows something else, and when the key was pressed; null if it does not within the limit.
  bench.answer = (limit) => until(() => bench.pressed !== null && chart() && numbers() !== bench.before, limit)
    .then((changed) => (changed ? painted().then((now) => ({ at: now, took: now - bench.pressed })) : null));
})();

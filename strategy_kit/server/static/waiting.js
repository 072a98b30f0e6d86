// Widgets wait for those they refer to. Their manager gives them up after two seconds and does not look again after a pause: on a
// slow machine widgets that are made while the page wakes would be errors.
(() => {
  const LOOK = 50; // milliseconds until a widget is looked for again
  const WAIT = 20_000; // until a widget that another refers to is given up

  /** @param {Manager} manager */
  function wait(manager) {
    const find = manager.get_model;
    manager.get_model = async (id) => {
      for (let waited = 0; waited < WAIT && !manager.has_model(id); waited += LOOK) {
        await new Promise((done) => { setTimeout(done, LOOK); });
      }
      return find.call(manager, id);
    };
  }

  /** @type {Application | undefined} */
  let application; // Voilà puts it here before its manager is made
  Object.defineProperty(globalThis, "jupyterapp", {
    configurable: true,
    get: () => application,
    set: (made) => {
      application = made;
      made.widgetManagerPromise.promise.then(wait);
    },
  });
})();

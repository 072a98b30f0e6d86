/* Files out and in */

import { banner, changes, fill, firstBold, listen, make, put, uniqueId } from "./dom.js";

/** @param {View} view */
export function download({ model, el, signal }) {
  const button = make("button", { click: () => { wait(true); model.send({ want: "file" }); } });
  const problem = make("p.msg", { role: "alert", hidden: true });
  el.replaceChildren(button, problem);

  /** @param {boolean} yes */
  function wait(yes) {
    button.disabled = yes;
    button.ariaBusy = String(yes);
    if (yes) put(problem);
  }

  function write() {
    button.className = "jupyter-button btn" + (model.get("primary") ? " primary" : "");
    button.textContent = model.get("label");
  }

  listen(model, changes("label", "primary"), write, signal);
  listen(model, ["msg:custom"], (message, buffers) => {
    if (message.file && model.get("prints")) el.append(printed(buffers[0]));
    else if (message.file) save(message.file, buffers[0]);
    if (message.problem) put(problem, message.problem);
    if (message.file || message.problem) wait(false);
  }, signal);
  write();
}

/**
 * @param {{ name: string, mime: string }} file
 * @param {BlobPart} bytes
 */
function save({ name, mime }, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/**
 * Return a frame that prints a page, as that is laid out for paper, once it is shown; browsers offer to save that as PDF.
 * @param {BufferSource} bytes
 */
function printed(bytes) {
  const print = () => {
    const page = /** @type {Window} */ (frame.contentWindow);
    page.addEventListener("afterprint", () => frame.remove());
    page.print();
  };
  const frame = make("iframe.sr", { inert: true, srcdoc: new TextDecoder().decode(bytes), load: print });
  return frame;
}

/** @param {View} view */
export function upload({ model, el, signal }) {
  const chooser = make("input.sr", { type: "file", id: uniqueId("sk-file"), change: () => take(chooser.files?.[0]) });
  const label = make("label.jupyter-button.btn", { for: chooser.id });
  const title = make("b");
  const help = make("span");
  const answer = make("div.reply");
  const box = make("div.void", { dragover: (/** @type {DragEvent} */ event) => { event.preventDefault(); box.classList.add("over"); },
    dragleave: () => box.classList.remove("over"),
    drop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      box.classList.remove("over");
      take(event.dataTransfer?.files[0]);
    } },
    title, help, make("div.pick", chooser, label));
  el.replaceChildren(box, answer);

  /** @param {File | undefined} file */
  async function take(file) {
    if (!file) return;
    if (file.size > model.get("limit")) return tell("bad", fill(model.get("labels").too_big, { name: file.name }));
    tell("info", fill(model.get("labels").reading, { name: file.name }));
    const bytes = await file.arrayBuffer();
    model.send({ file: { name: file.name, type: file.type } }, undefined, [bytes]);
    chooser.value = "";
  }

  /**
   * @param {string} kind
   * @param {string} text
   */
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

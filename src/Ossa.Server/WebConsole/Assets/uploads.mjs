// What is being uploaded, in a corner of the page that stays whatever view is shown.
import { corner } from "./corner.mjs";
import { button, el, named } from "./dom.mjs";
import { size } from "./format.mjs";
import { drop, kept } from "./kept.mjs";
import { complain, explain } from "./notice.mjs";
import { Upload } from "./multipart.mjs";
import { oss } from "./oss.mjs";
import { say } from "./words.mjs";

const AT_ONCE = 2;

const rows = el("ul");
const title = el("h2", null, say("uploads"));
const panel = el("aside", { class: "uploads", "aria-label": say("uploads"), hidden: true }, el("header", null, title, button(say("hideDone"), { onclick: clear })), rows);
corner.append(panel);

const ENDED = ["done", "cancelled"];

const known = [];

function clear() {
  for (const entry of known.filter(({ upload }) => ENDED.includes(upload.state))) {
    entry.row.remove();
    known.splice(known.indexOf(entry), 1);
  }
  show();
}

function show() {
  panel.hidden = rows.children.length === 0;
}

/** Gives up what has not ended, and shows nothing of it any more: whoever signs in next may be somebody else. */
export async function forget() {
  const left = known.splice(0).filter(({ upload }) => !ENDED.includes(upload.state));
  const begun = kept();
  begun.forEach(({ id }) => drop(id));
  rows.replaceChildren();
  show();
  // Where a session has ended nobody may abort its uploads; the server does so when they are old.
  await Promise.allSettled([...left.map(({ upload }) => upload.cancel()), ...begun.map(abort)]);
}

/** Has the server forget the parts of an upload of an earlier page. */
const abort = ({ id, bucket, key }) => oss("DELETE", bucket, key, { query: { uploadId: id } });

/** Starts what waits while there is room. */
function advance() {
  const running = known.filter(({ upload }) => upload.state === "running").length;
  known
    .filter(({ upload }) => upload.state === "waiting")
    .slice(0, Math.max(0, AT_ONCE - running))
    .forEach(({ upload }) => upload.run());
}

function add(bucket, key, file, onDone, begun = null) {
  const bar = el("progress", { max: 1, value: 0, "aria-label": key });
  const status = el("p", { class: "quiet", role: "status" });
  const pause = button(say("pause"), { icon: "pause", alone: true, onclick: () => upload.pause() });
  const resume = button(say("resume"), { icon: "play", alone: true, onclick: () => upload.run() });
  const replace = button(say("replace"), { onclick: () => ((upload.replaces = true), upload.run()) });
  const cancel = button(say("cancel"), { icon: "close", alone: true, onclick: () => upload.cancel().catch(complain) });
  const row = el("li", { class: "upload" }, el("div", { class: "line" }, el("span", { class: "what", title: key }, named(key)), replace, pause, resume, cancel), bar, status);
  let last = null;
  const upload = new Upload(file, bucket, key, ({ state, sent, total, error }) => {
    bar.value = state === "done" || total === 0 ? 1 : sent / total;
    status.textContent =
      state === "failed" ? say("uploadFailed", { reason: explain(error) })
      : state === "running" ? say("uploadRunning", { sent: size(sent), total: size(total) })
      : say({ waiting: "uploadWaiting", paused: "uploadPaused", done: "uploadDone", exists: "uploadExists", cancelled: "uploadCancelled" }[state], { sent: size(sent), total: size(total) });
    if (state === last) {
      return;
    }
    last = row.dataset.state = state;
    status.className = { done: "good", failed: "bad", exists: "bad" }[state] ?? "quiet";
    pause.hidden = state !== "running";
    resume.hidden = !["paused", "failed"].includes(state);
    replace.hidden = state !== "exists";
    cancel.hidden = ENDED.includes(state);
    if (state === "done") {
      onDone();
    }
    // Not before whoever asked for this state has it.
    queueMicrotask(advance);
  }, begun);
  [pause.hidden, resume.hidden, replace.hidden] = [true, true, true];
  status.textContent = say("uploadWaiting");
  rows.prepend(row);
  known.push({ upload, row });
}

/** Uploads files, a few at a time; "onDone" hears of each that has arrived. */
export function upload(bucket, files, onDone) {
  for (const { file, key } of files) {
    add(bucket, key, file, onDone);
  }
  show();
  advance();
}

/** Shows an upload that began before the page was loaded. It goes on when its file is chosen again, which a page cannot do by itself. */
function takeUp(begun) {
  const status = el("p", { class: "quiet", role: "status" }, say("uploadStopped", { size: size(begun.size) }));
  const input = el("input", { type: "file", hidden: true, "aria-label": say("chooseFile"), onchange: choose });
  const cancel = button(say("cancel"), { icon: "close", alone: true, onclick: () => (drop(begun.id), row.remove(), show(), abort(begun).catch(complain)) });
  const row = el(
    "li",
    { class: "upload", "data-state": "stopped" },
    el("div", { class: "line" }, el("span", { class: "what", title: begun.key }, named(begun.key)), input, button(say("chooseFile"), { onclick: () => input.click() }), cancel),
    status,
  );
  function choose() {
    const [file] = input.files;
    if (file.name !== begun.name || file.size !== begun.size) {
      [status.textContent, status.className] = [say("uploadOtherFile", { name: begun.name, size: size(begun.size) }), "bad"];
      return;
    }
    row.remove();
    add(begun.bucket, begun.key, file, () => dispatchEvent(new CustomEvent("uploaded", { detail: begun })), begun);
    advance();
  }
  rows.prepend(row);
}

/** Shows what was being uploaded when the page was loaded anew. */
export function restore() {
  kept().forEach(takeUp);
  show();
}

// What is being uploaded, in a corner of the page that stays whatever view is shown.
import { button, el, named } from "./dom.mjs";
import { size } from "./format.mjs";
import { complain, explain } from "./notice.mjs";
import { Upload } from "./multipart.mjs";
import { say } from "./words.mjs";

const AT_ONCE = 2;

const rows = el("ul");
const title = el("h2", null, say("uploads"));
const panel = el("aside", { class: "uploads", "aria-label": say("uploads"), hidden: true }, el("header", null, title, button(say("hideDone"), { onclick: clear })), rows);
document.body.append(panel);

const ENDED = ["done", "cancelled"];

const known = [];

function clear() {
  for (const entry of known.filter(({ upload }) => ENDED.includes(upload.state))) {
    entry.row.remove();
    known.splice(known.indexOf(entry), 1);
  }
  panel.hidden = known.length === 0;
}

/** Gives up what has not ended, and shows nothing of it any more: whoever signs in next may be somebody else. */
export async function forget() {
  const left = known.splice(0).filter(({ upload }) => !ENDED.includes(upload.state));
  rows.replaceChildren();
  panel.hidden = true;
  // Where a session has ended nobody may abort its uploads; the server does so when they are old.
  await Promise.allSettled(left.map(({ upload }) => upload.cancel()));
}

/** Starts what waits while there is room. */
function advance() {
  const running = known.filter(({ upload }) => upload.state === "running").length;
  known
    .filter(({ upload }) => upload.state === "waiting")
    .slice(0, Math.max(0, AT_ONCE - running))
    .forEach(({ upload }) => upload.run());
}

function add(bucket, key, file, onDone) {
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
  });
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
  panel.hidden = known.length === 0;
  advance();
}

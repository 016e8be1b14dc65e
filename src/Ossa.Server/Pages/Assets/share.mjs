// The share page works without this. It adds a countdown, a download with progress that can go on after a break, a preview and copying.
import { countDown, fill } from "./countdown.mjs";
import { Download, save } from "./transfer.mjs";

// A file that is larger is left to the browser, which writes it to the disk from the first byte on.
const LARGEST_HERE_BYTES = 2 * 1024 ** 3;
const LONGEST_TEXT_BYTES = 64 * 1024;
const REFRESH_MILLISECONDS = 30_000;

const find = (name) => document.querySelector(`[data-part="${name}"]`);
const page = document.querySelector("main").dataset;
const words = page.words ? JSON.parse(page.words) : {};

async function refresh() {
  const shown = find("downloads");
  if (!shown || document.hidden) {
    return;
  }
  const answer = await fetch(location.href, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
  if (answer?.ok) {
    const state = await answer.json();
    shown.textContent = String(state.downloadsLeft);
  }
}

function enhanceDownload() {
  const button = find("download");
  // An archive that is made while it is sent has no size and cannot go on in the middle; it is left to the browser too.
  if (!button || !(Number(page.size) <= LARGEST_HERE_BYTES)) {
    return;
  }
  const [box, bar, status, pause] = ["transfer", "bar", "status", "pause"].map(find);
  let download = null;
  let isRunning = false;

  const progress = ({ received, total }) => {
    bar.value = total ? received / total : 1;
    status.textContent = fill(words.received, { percent: Math.floor((total ? received / total : 1) * 100) });
  };
  const go = async () => {
    isRunning = true;
    box.hidden = pause.hidden = false;
    pause.textContent = words.pause;
    status.className = "quiet";
    try {
      const result = await download.run();
      if (result === null) {
        status.textContent = words.paused;
        pause.textContent = words.resume;
        return;
      }
      pause.hidden = true;
      if (result.isRight === false) {
        throw new Error(words.damaged);
      }
      save(result.file, button.download);
      bar.value = 1;
      status.textContent = result.isRight ? words.verified : words.saved;
      status.className = "good";
      download = null;
    } catch (error) {
      pause.hidden = true;
      status.textContent = fill(words.failed, { reason: error.message });
      status.className = "bad";
      download = null;
    } finally {
      isRunning = false;
      refresh();
    }
  };

  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !button.href) {
      return;
    }
    event.preventDefault();
    if (!isRunning) {
      download ??= new Download(button.href, progress);
      go();
    }
  });
  pause.addEventListener("click", () => (isRunning ? download.pause() : go()));
}

// What is stored compressed comes out of few bytes in any length, so the reading stops and not only the sending.
async function beginningOf(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let left = LONGEST_TEXT_BYTES; left > 0; ) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
  }
  reader.cancel().catch(() => null);
  return text;
}

const previews = {
  image: (url) => Object.assign(new Image(), { src: url, alt: page.name }),
  audio: (url) => Object.assign(document.createElement("audio"), { src: url, controls: true }),
  video: (url) => Object.assign(document.createElement("video"), { src: url, controls: true, playsInline: true }),
  frame: (url) => Object.assign(document.createElement("iframe"), { src: url, title: page.name, referrerPolicy: "no-referrer" }),
  text: async (url) => {
    const part = Number(page.size) > LONGEST_TEXT_BYTES;
    const headers = part ? { Range: `bytes=0-${LONGEST_TEXT_BYTES - 1}` } : {};
    const answer = await fetch(url, { credentials: "omit", cache: "no-store", headers });
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
    // Text stays text: whatever stands in it is shown and never interpreted.
    const shown = Object.assign(document.createElement("pre"), { className: "wrapped", tabIndex: 0 });
    shown.textContent = (await beginningOf(answer)) + (part ? "\n…" : "");
    return shown;
  },
};

function enhancePreview() {
  const box = find("preview");
  if (!box) {
    return;
  }
  const place = find("preview-place");
  const show = async () => {
    place.textContent = "";
    try {
      place.append(await previews[box.dataset.kind](box.dataset.url));
    } catch (error) {
      place.textContent = fill(words.failed, { reason: error.message });
    }
    setTimeout(refresh, 1000);
  };
  box.hidden = false;
  const button = find("preview-button");
  if (button) {
    button.addEventListener("click", () => {
      button.hidden = true;
      show();
    });
  } else {
    show();
  }
}

function enhanceCopying() {
  for (const snippet of document.querySelectorAll(".snippet")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.copy });
    button.addEventListener("click", async () => {
      const text = snippet.querySelector("pre").textContent;
      // Only pages that came by https or from this machine may write to the clipboard; elsewhere the text is selected.
      const isCopied = await (navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false);
      if (!isCopied) {
        getSelection().selectAllChildren(snippet.querySelector("pre"));
      }
      button.textContent = isCopied ? words.copied : words.selected;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    snippet.append(button);
  }
}

countDown(find("left"), page, words, () => {
  find("download").removeAttribute("href");
  find("download").setAttribute("aria-disabled", "true");
});
enhanceDownload();
enhancePreview();
enhanceCopying();
setInterval(refresh, REFRESH_MILLISECONDS);

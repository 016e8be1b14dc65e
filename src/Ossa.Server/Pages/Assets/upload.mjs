// The page sends its form without this. It adds dropping files, progress, several at a time, and another try where one breaks off.
import { countDown, fill } from "./countdown.mjs";

const AT_A_TIME = 3;
const MOST_TRIES = 4;
const FIRST_WAIT_MILLISECONDS = 1000;
const GIVEN_BACK_MILLISECONDS = 1000;
// What another try may not meet: a connection that broke, too many uploads at one time, a server that is about to stop.
const PASSING = [0, 408, 429, 500, 502, 503, 504];

const find = (name) => document.querySelector(`[data-part="${name}"]`);
const page = document.querySelector("main").dataset;
const words = JSON.parse(page.words);
const address = location.pathname.replace(/\/$/, "");
const mostBytes = page.mostBytes ? Number(page.mostBytes) : Infinity;

const waiting = [];
const all = new Set();
let running = 0;

/** Something was refused; its text says why. One for good is no other when it is tried again. */
class Refusal extends Error {
  constructor(text, isForGood) {
    super(text);
    this.isForGood = isForGood;
  }
}

/** What no other file is called by, so that one that is sent again, by the browser too, is known for the same. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A refusal in the page's own words where it has some, else in those of the server. */
function explain(request) {
  const answer = new DOMParser().parseFromString(request.responseText, "application/xml");
  const known = words[answer.querySelector("Error > Code")?.textContent];
  return new Refusal(known ?? answer.querySelector("Error > Message")?.textContent ?? words.failed, known !== undefined);
}

/** Puts a file once; gives the status, with 0 for a connection that broke. */
function put(transfer) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    transfer.request = request;
    request.open("PUT", `${address}/${encodeURIComponent(transfer.file.name)}`);
    if (transfer.file.type) {
      request.setRequestHeader("Content-Type", transfer.file.type);
    }
    request.setRequestHeader("Idempotency-Key", transfer.id);
    request.upload.addEventListener("progress", ({ loaded, total }) => transfer.show(total ? loaded / total : 1));
    request.addEventListener("loadend", () => resolve(request));
    request.send(transfer.file);
  });
}

/** Puts a file until it is stored, refused or canceled. */
async function send(transfer, turn) {
  for (let tries = 1; !turn.isCanceled; tries++) {
    const request = await put(transfer);
    if (request.status >= 200 && request.status < 300) {
      return true;
    }
    if (turn.isCanceled) {
      break;
    }
    if (!PASSING.includes(request.status) || tries === MOST_TRIES) {
      throw request.status ? explain(request) : new Refusal(words.failed, false);
    }
    transfer.say(words.again);
    await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MILLISECONDS * 2 ** (tries - 1)));
  }
  return false;
}

class Transfer {
  #row = document.createElement("li");
  #bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  #status = Object.assign(document.createElement("span"), { className: "quiet" });
  #button = Object.assign(document.createElement("button"), { type: "button" });
  isStored = false;
  isOver = false;
  request = null;
  turn = null;

  constructor(file) {
    this.file = file;
    this.id = newId();
    const name = document.createElement("span");
    name.className = "name";
    name.append(Object.assign(document.createElement("bdi"), { textContent: file.name }));
    this.#bar.setAttribute("aria-label", file.name);
    this.#button.addEventListener("click", () => (this.#button.dataset.does === "retry" ? enqueue(this) : this.cancel()));
    this.#row.append(name, this.#status, this.#button, this.#bar);
    find("files").append(this.#row);
  }

  show(part) {
    this.#bar.value = part;
    this.say(part < 1 ? fill(words.percent, { percent: Math.floor(part * 100) }) : words.finishing);
  }

  say(text, kind = "quiet") {
    this.#status.textContent = text;
    this.#status.className = kind;
  }

  offer(does) {
    this.#button.dataset.does = does;
    this.#button.textContent = words[does];
    this.#button.setAttribute("aria-label", `${words[does]}: ${this.file.name}`);
    this.#button.hidden = this.isOver;
  }

  begin() {
    this.turn = { isCanceled: false };
    this.#bar.hidden = false;
    this.#bar.value = 0;
    this.say(words.waiting);
    this.offer("cancel");
  }

  end(text, kind) {
    this.#bar.hidden = true;
    this.say(text, kind);
    this.offer("retry");
  }

  cancel() {
    this.turn.isCanceled = true;
    this.request?.abort();
    this.end(words.canceled, "quiet");
  }

  /** Sends the file, unless it is known to be in vain, and shows what became of it. */
  async run(turn) {
    try {
      if (this.file.size > mostBytes) {
        throw new Refusal(words.EntityTooLarge, true);
      }
      if (await send(this, turn)) {
        this.isStored = this.isOver = true;
        this.end(words.stored, "good");
      }
    } catch (error) {
      this.isOver = error instanceof Refusal && error.isForGood;
      this.end(error instanceof Refusal ? error.message : words.failed, "bad");
    }
  }
}

function enqueue(transfer) {
  transfer.begin();
  waiting.push({ transfer, turn: transfer.turn });
  next();
}

function next() {
  while (running < AT_A_TIME && waiting.length > 0) {
    const { transfer, turn } = waiting.shift();
    if (turn.isCanceled) {
      continue;
    }
    running++;
    transfer.run(turn).finally(() => {
      running--;
      summarize();
      if (!transfer.isOver) {
        // The server counts the file until it sees that nobody sends it any more.
        setTimeout(summarize, GIVEN_BACK_MILLISECONDS);
      }
      next();
    });
  }
}

let asked = 0;
let shown = 0;

/** Says how far all of it is, and how much may come yet. */
async function summarize() {
  const done = [...all].filter((transfer) => transfer.isStored).length;
  find("status").textContent = fill(words.summary, { done, all: all.size });
  const left = find("files-left");
  if (!left) {
    return;
  }
  // Answers may come in another order than they were asked for, and some may not come.
  const question = ++asked;
  const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
  const filesLeft = answer?.ok ? (await answer.json()).filesLeft : null;
  if (!answer || question < shown) {
    return;
  }
  shown = question;
  if (filesLeft !== null) {
    left.textContent = String(filesLeft);
  } else if (answer.status === 403) {
    left.textContent = "0";
    close();
  }
}

function close() {
  for (const control of find("form")?.querySelectorAll("input, button") ?? []) {
    control.disabled = true;
  }
}

function add(files) {
  for (const file of files) {
    const transfer = new Transfer(file);
    all.add(transfer);
    enqueue(transfer);
  }
}

function enhance() {
  const [form, drop, hint, button] = ["form", "drop", "drop-hint", "send"].map(find);
  if (!form) {
    return;
  }
  const input = form.querySelector("input");
  hint.hidden = false;
  // What is chosen is sent at once; there is nothing to confirm.
  button.parentElement.hidden = true;
  const take = () => {
    add(input.files);
    input.value = "";
  };
  input.addEventListener("change", take);
  // Somebody may have chosen before this script came.
  if (input.files.length > 0) {
    take();
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  // A file that is dropped beside the place must not take the place of the page.
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      const isOver = kind !== "dragleave" || event.relatedTarget !== null;
      drop.classList.toggle("over", isOver && kind !== "drop");
      if (kind === "drop" && !input.disabled) {
        add(input.multiple ? event.dataTransfer.files : [...event.dataTransfer.files].slice(0, 1));
      }
    });
  }
  addEventListener("beforeunload", (event) => running > 0 && event.preventDefault());
}

countDown(find("left"), page, words, close);
enhance();

import { el, icon } from "./dom.mjs";
import { complain } from "./notice.mjs";
import { say } from "./words.mjs";

const hasFiles = (event) => event.dataTransfer.types.includes("Files");

/** The files of an entry, those of its folders too, with their paths. */
async function* filesOf(entry) {
  if (entry.isFile) {
    yield { file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path: entry.fullPath.slice(1) };
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) {
      return;
    }
    for (const inner of entries) {
      yield* filesOf(inner);
    }
  }
}

async function read(items) {
  // The items are gone after the event, so all are asked for before the first is waited for.
  const entries = [...items].filter(({ kind }) => kind === "file").map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = [];
  for (const { entry, file } of entries) {
    if (entry === null) {
      found.push({ file, path: file.name });
      continue;
    }
    for await (const inner of filesOf(entry)) {
      found.push(inner);
    }
  }
  return found;
}

/** A place onto which files and folders can be dropped. */
export function dropZone(content, onFiles) {
  let depth = 0;
  const zone = el(
    "div",
    {
      class: "drop-zone",
      ondragenter: (event) => {
        if (hasFiles(event)) {
          depth++;
          zone.classList.add("over");
        }
      },
      ondragleave: () => {
        depth = Math.max(0, depth - 1);
        zone.classList.toggle("over", depth > 0);
      },
      ondragover: (event) => hasFiles(event) && event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        depth = 0;
        zone.classList.remove("over");
        read(event.dataTransfer.items).then(onFiles).catch(complain);
      },
    },
    content,
    el("p", { class: "drop-hint", "aria-hidden": "true" }, icon("upload"), say("dropHint")),
  );
  return zone;
}

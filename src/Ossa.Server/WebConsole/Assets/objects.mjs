import { confirm } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { download } from "./download.mjs";
import { dropZone } from "./drop-zone.mjs";
import { size, time } from "./format.mjs";
import { give, receive } from "./give.mjs";
import { list } from "./listing.mjs";
import { busy, complain, tell } from "./notice.mjs";
import { oss } from "./oss.mjs";
import { to } from "./route.mjs";
import { upload } from "./uploads.mjs";
import { say } from "./words.mjs";

const SEARCH_MILLISECONDS = 250;
const DELETIONS_AT_ONCE = 4;

/** The folders above and the one itself, each with its prefix. */
function* steps(prefix) {
  for (let at = 0, end; (end = prefix.indexOf("/", at)) >= 0; at = end + 1) {
    yield { name: prefix.slice(at, end) || "/", prefix: prefix.slice(0, end + 1) };
  }
}

function trail(bucket, prefix) {
  const all = [{ name: bucket, prefix: "" }, ...steps(prefix)];
  return el(
    "nav",
    { class: "trail", "aria-label": say("path") },
    el(
      "ol",
      null,
      el("li", null, el("a", { href: to("buckets") }, say("buckets"))),
      ...all.slice(0, -1).map((step) => el("li", null, el("a", { href: to("objects", bucket, step.prefix) }, named(step.name)))),
    ),
  );
}

async function removeAll(bucket, keys) {
  const waiting = [...keys];
  await Promise.all(
    Array.from({ length: DELETIONS_AT_ONCE }, async () => {
      while (waiting.length > 0) {
        await oss("DELETE", bucket, waiting.shift());
      }
    }),
  );
}

function folderRow(bucket, prefix, folder) {
  return el(
    "tr",
    null,
    el("td", { class: "pick" }),
    el("td", { class: "name" }, icon("folder"), el("a", { href: to("objects", bucket, folder) }, named(folder.slice(prefix.length)))),
    el("td", { class: "number" }),
    el("td", { class: "extra" }),
    el("td", { class: "acts" }),
  );
}

function objectRow(bucket, prefix, object, view) {
  const name = object.key.slice(prefix.length) || say("folderItself");
  const pick = el("input", { type: "checkbox", "aria-label": say("choose", { name }), onchange: () => view.pick(object.key, pick.checked) });
  return el(
    "tr",
    null,
    el("td", { class: "pick" }, pick),
    el(
      "td",
      { class: "name" },
      icon("file"),
      el("span", null, el("a", { href: to("object", bucket, object.key) }, named(name)), el("span", { class: "small quiet" }, `${size(object.size)} · ${time(object.modified)}`)),
    ),
    el("td", { class: "number" }, size(object.size)),
    el("td", { class: "extra" }, time(object.modified)),
    el(
      "td",
      { class: "acts" },
      button(say("share"), { icon: "share", alone: true, onclick: () => give(view.who, bucket, object.key) }),
      button(say("download"), { icon: "download", alone: true, onclick: () => download(bucket, object.key).catch(complain) }),
    ),
  );
}

/** What is in a folder of a bucket. */
export async function objects(context, bucket, prefix = "") {
  const { signal, again, who } = context;
  const chosen = new Set();
  const remove = button(say("delete"), { icon: "trash" });
  const view = {
    who,
    pick(key, isChosen) {
      isChosen ? chosen.add(key) : chosen.delete(key);
      remove.hidden = chosen.size === 0;
      remove.lastChild.textContent = say("deleteSome", { count: chosen.size });
    },
  };
  remove.hidden = true;
  remove.addEventListener("click", async () => {
    const texts = [say("deleteObjectsHint", { count: chosen.size })];
    if (await confirm(say("deleteObjects"), texts, say("delete"), () => removeAll(bucket, chosen))) {
      tell(say("objectsDeleted", { count: chosen.size }));
    }
    // Some may be gone even where others were refused.
    again();
  });

  const rows = el("tbody");
  const nothing = el("div", { class: "empty" }, icon("folder"), el("p", null, say("noObjects")));
  const table = el(
    "table",
    { class: "list objects" },
    el("thead", null, el("tr", null, el("th", { class: "pick" }, el("span", { class: "unseen" }, say("chosen"))), el("th", null, say("name")), el("th", { class: "number" }, say("size")), el("th", { class: "extra" }, say("modified")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
    rows,
  );
  let [searched, next] = ["", null];
  const more = button(say("more"), { onclick: () => busy(more, () => load(searched, next)) });

  async function load(search, token) {
    const page = await list(bucket, prefix + search, token, signal);
    if (search !== searched) {
      return;
    }
    if (token === null) {
      rows.replaceChildren();
    }
    rows.append(...page.folders.map((folder) => folderRow(bucket, prefix, folder)), ...page.objects.map((object) => objectRow(bucket, prefix, object, view)));
    next = page.next;
    more.hidden = next === null;
    table.hidden = rows.children.length === 0;
    nothing.hidden = !table.hidden;
    nothing.lastChild.textContent = say(search === "" ? "noObjects" : "nothingFound");
  }

  let timer = 0;
  const search = el("input", {
    type: "search",
    placeholder: say("searchPrefix"),
    "aria-label": say("searchPrefix"),
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        searched = search.value;
        chosen.clear();
        view.pick("", false);
        load(searched, null).catch(complain);
      }, SEARCH_MILLISECONDS);
    },
  });
  const take = (files) => upload(bucket, files.map(({ file, path }) => ({ file, key: prefix + path })), () => signal.aborted || again());
  const files = el("input", { type: "file", multiple: true, hidden: true, onchange: () => take([...files.files].map((file) => ({ file, path: file.name }))) });
  await load("", null);
  const name = [...steps(prefix)].at(-1)?.name ?? bucket;
  return [
    trail(bucket, prefix),
    el(
      "div",
      { class: "head" },
      el("h1", null, named(name), prefix === "" && el("a", { class: "button alone", href: to("settings", bucket), "aria-label": say("settings"), title: say("settings") }, icon("settings"))),
      el("div", { class: "tools" }, remove, who.maySeeLinks && button(say(prefix === "" ? "shareBucket" : "shareFolder"), { icon: "share", onclick: () => give(who, bucket, prefix, true) }), who.maySeeLinks && button(say("receive"), { icon: "inbox", onclick: () => receive(bucket, prefix) }), el("div", { class: "search" }, icon("search"), search), files, button(say("upload"), { icon: "upload", kind: "main", onclick: () => files.click() })),
    ),
    dropZone(el("div", null, table, nothing, more), take),
  ];
}

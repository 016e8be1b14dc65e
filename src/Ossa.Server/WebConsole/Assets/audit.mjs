import { answerOf, entries, whyOf } from "./audit-entries.mjs";
import { field } from "./dialog.mjs";
import { button, el, named } from "./dom.mjs";
import { count, exactTime, size } from "./format.mjs";
import { busy } from "./notice.mjs";
import { say } from "./words.mjs";

const MOST_SHOWN = 500;
const HOUR = 3_600;
const SPANS = { lastHour: HOUR, lastDay: 24 * HOUR, lastWeek: 7 * 24 * HOUR, lastMonth: 30 * 24 * HOUR };

function row(entry) {
  const what = entry.bucket === undefined ? "" : entry.bucket === "-" ? entry.key : `${entry.bucket}/${entry.key ?? ""}`;
  const why = whyOf(entry);
  return el(
    "tr",
    null,
    el("td", { class: "when" }, el("time", { datetime: entry.time }, exactTime(entry.time))),
    el("td", null, el("b", null, entry.operation), el("span", { class: "where quiet" }, named(what))),
    el("td", null, answerOf(entry), why && el("span", { class: "where quiet" }, named(why))),
    el("td", { class: "whose" }, named(entry.user ?? entry.role ?? entry.accessKeyId ?? say("nobody")), el("span", { class: "where quiet" }, entry.address ?? "")),
    el("td", { class: "number extra" }, entry.sentBytes > 0 ? size(entry.sentBytes) : ""),
  );
}

/** The audit log, filtered; a user, or the id of a key or a link, may be given. */
export async function audit({ signal }, user = "") {
  const text = (name, value = "") => el("input", { name, type: "text", value, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const rows = el("tbody");
  const summary = el("p", { class: "quiet", role: "status" });
  const submit = button(say("look"), { kind: "main", type: "submit" });
  const form = el(
    "form",
    {
      class: "filters",
      method: "post",
      onsubmit: (event) => {
        event.preventDefault();
        busy(submit, load);
      },
    },
    field(say("since"), el("select", { name: "span" }, ...Object.entries(SPANS).map(([word, seconds]) => el("option", { value: seconds, selected: word === "lastDay" }, say(word))), el("option", { value: "" }, say("everything")))),
    field(say("bucket"), text("bucket")),
    field(say("key"), text("key")),
    field(say("userOrKey"), text("user", user)),
    field(say("status"), el("input", { name: "status", type: "text", pattern: "[1-5]([0-9]{2}|xx)", placeholder: "403, 4xx", autocomplete: "off" })),
    el("label", { class: "choice" }, el("input", { type: "checkbox", name: "denied" }), say("onlyDenied")),
    el("div", { class: "actions" }, submit),
  );

  async function load() {
    const values = new FormData(form);
    const seconds = values.get("span");
    const filter = Object.fromEntries(["bucket", "key", "user", "status"].map((name) => [name, values.get(name) || null]));
    filter.denied = values.get("denied") ? "" : null;
    filter.since = seconds === "" ? null : new Date(Date.now() - seconds * 1_000).toISOString();
    const { entries: last, all } = await entries("audit", filter, MOST_SHOWN, signal);
    rows.replaceChildren(...last.map(row));
    summary.textContent = all > MOST_SHOWN ? say("auditCut", { all: count(all), shown: count(MOST_SHOWN) }) : say("auditCount", { all: count(all) });
  }

  await load();
  return [
    el("div", { class: "head" }, el("h1", null, say("audit"))),
    form,
    summary,
    el(
      "table",
      { class: "list audit" },
      el("thead", null, el("tr", null, el("th", null, say("time")), el("th", null, say("request")), el("th", null, say("answer")), el("th", null, say("caller")), el("th", { class: "number extra" }, say("sent")))),
      rows,
    ),
  ];
}

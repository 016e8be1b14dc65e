import { answerOf, entries, whyOf } from "./audit-entries.mjs";
import { chart, points, steps, total } from "./chart.mjs";
import { el, named } from "./dom.mjs";
import { count, exactTime, size } from "./format.mjs";
import { explain } from "./notice.mjs";
import { told } from "./oss.mjs";
import { language, say } from "./words.mjs";

const MOST_SHOWN = 100;

function charts(link, hours) {
  const bytes = link.kind === "Upload" ? "receivedBytes" : "sentBytes";
  const over = points(steps(Date.parse(link.createdAt), Date.now(), language), hours, ["answers", "refusals", bytes]);
  return [
    chart({
      title: say("requests"),
      summary: say("useSummary", { answers: count(total(hours, "answers")), refusals: count(total(hours, "refusals")) }),
      points: over,
      series: [
        { key: "answers", kind: "first", word: say("answered") },
        { key: "refusals", kind: "second", word: say("refused") },
      ],
      write: count,
    }),
    chart({
      title: say(bytes === "sentBytes" ? "sent" : "received"),
      summary: size(total(hours, bytes)),
      points: over,
      series: [{ key: bytes, kind: "first", word: say("bytes") }],
      write: size,
    }),
  ];
}

function row(entry) {
  const why = entry.status >= 400 && whyOf(entry);
  return el(
    "tr",
    null,
    el("td", { class: "when" }, el("time", { datetime: entry.time }, exactTime(entry.time))),
    el("td", null, el("b", null, entry.operation), el("span", { class: "where quiet" }, named(entry.key ?? ""))),
    el("td", null, answerOf(entry), why && el("span", { class: "where quiet" }, named(why))),
    el("td", { class: "whose" }, entry.address ?? "", el("span", { class: "where quiet" }, named(entry.userAgent ?? ""))),
  );
}

/** Each of the last requests: for which file, and why one was refused. */
const log = (last) =>
  el(
    "details",
    null,
    el("summary", null, say("lastRequests")),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": say("lastRequests") },
      el(
        "table",
        { class: "list audit" },
        el("thead", null, el("tr", null, ...["time", "request", "answer", "caller"].map((word) => el("th", { scope: "col" }, say(word))))),
        el("tbody", null, ...last.map(row)),
      ),
    ),
  );

/** How a link was used since it was made; who keeps no audit log does not know. */
export async function linkUse(link) {
  let shown;
  try {
    const [hours, { entries: last }] = await Promise.all([told("GET", "link/use", { id: link.id }), entries("link/log", { id: link.id }, MOST_SHOWN)]);
    shown = [hours.length === 0 ? el("p", { class: "quiet" }, say("neverUsed")) : charts(link, hours), last.length > 0 && log(last)];
  } catch (error) {
    shown = [el("p", { class: "quiet" }, explain(error))];
  }
  return el("div", { class: "use" }, el("h3", null, say("useOverTime")), ...shown);
}

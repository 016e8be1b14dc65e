import { chart, points, steps } from "./chart.mjs";
import { el } from "./dom.mjs";
import { count, size } from "./format.mjs";
import { explain } from "./notice.mjs";
import { told } from "./oss.mjs";
import { language, say } from "./words.mjs";

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);

function charts(link, hours) {
  const bytes = link.kind === "Upload" ? "receivedBytes" : "sentBytes";
  const over = points(steps(Date.parse(link.createdAt), Date.now(), language), hours, ["answers", "refusals", bytes]);
  return [
    chart({
      title: say("requests"),
      summary: say("useSummary", { answers: count(sum(hours, "answers")), refusals: count(sum(hours, "refusals")) }),
      points: over,
      series: [
        { key: "answers", kind: "first", word: say("answered") },
        { key: "refusals", kind: "second", word: say("refused") },
      ],
      write: count,
    }),
    chart({
      title: say(bytes === "sentBytes" ? "sent" : "received"),
      summary: size(sum(hours, bytes)),
      points: over,
      series: [{ key: bytes, kind: "first", word: say("bytes") }],
      write: size,
    }),
  ];
}

/** How a link was used since it was made; who keeps no audit log does not know. */
export async function linkUse(link) {
  let shown;
  try {
    const hours = await told("GET", "link/use", { id: link.id });
    shown = hours.length === 0 ? [el("p", { class: "quiet" }, say("neverUsed"))] : charts(link, hours);
  } catch (error) {
    shown = [el("p", { class: "quiet" }, explain(error))];
  }
  return el("div", { class: "use" }, el("h3", null, say("useOverTime")), ...shown);
}

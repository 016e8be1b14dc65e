import { el, svg } from "./dom.mjs";
import { say } from "./words.mjs";

const HEIGHT = 100;
const SLOT = 10;
const BAR = 8;
const HOUR = 3_600_000;

let numbers = 0;

/** The bars of one point, one on top of another. */
function column(point, index, series, most) {
  let top = HEIGHT;
  return series.map(({ key, kind }) => {
    const height = most === 0 ? 0 : (point.values[key] / most) * HEIGHT;
    top -= height;
    return height > 0 && svg("rect", { class: kind, x: index * SLOT + (SLOT - BAR) / 2, y: top, width: BAR, height });
  });
}

function drawing(points, series, most, title, summary) {
  const id = `chart-${++numbers}`;
  return svg(
    "svg",
    { viewBox: `0 0 ${points.length * SLOT} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-labelledby": `${id}-title ${id}-desc` },
    svg("title", { id: `${id}-title` }, title),
    svg("desc", { id: `${id}-desc` }, summary),
    ...points.flatMap((point, index) => column(point, index, series, most)),
  );
}

function table(points, series, title, write) {
  return el(
    "details",
    null,
    el("summary", null, say("asTable")),
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
      el(
        "table",
        { class: "list" },
        el("thead", null, el("tr", null, el("th", { scope: "col" }, say("time")), ...series.map(({ word }) => el("th", { scope: "col", class: "number" }, word)))),
        el("tbody", null, ...points.map(({ name, values }) => el("tr", null, el("th", { scope: "row" }, name), ...series.map(({ key }) => el("td", { class: "number" }, write(values[key])))))),
      ),
    ),
  );
}

/**
 * Values over time as bars, which stand on one another where there are several series, with a table that says the same. "write" makes a text of a
 * value; each point has a name and a value for each series.
 */
export function chart({ title, summary, points, series, write }) {
  const most = Math.max(0, ...points.map(({ values }) => series.reduce((sum, { key }) => sum + values[key], 0)));
  return el(
    "figure",
    { class: "chart" },
    el("figcaption", null, el("b", null, title), ...series.map(({ kind, word }) => el("span", { class: "legend" }, el("i", { class: kind }), word))),
    el("div", { class: "plot" }, el("span", { class: "most", "aria-hidden": "true" }, write(most)), drawing(points, series, most, title, summary)),
    el("div", { class: "axis", "aria-hidden": "true" }, el("span", null, points[0].name), el("span", null, points.at(-1).name)),
    table(points, series, title, write),
  );
}

/** The steps of a span of time, hours where it is short and days where it is not, each with its beginning and how it is called; a day at least. */
export function steps(since, to, language) {
  const from = Math.min(since, to - 23 * HOUR);
  const areHours = to - from <= 48 * HOUR;
  const names = new Intl.DateTimeFormat(language, areHours ? { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } : { month: "short", day: "numeric" });
  const at = new Date(from);
  at.setMinutes(0, 0, 0);
  if (!areHours) {
    at.setHours(0);
  }
  const found = [];
  while (at <= to) {
    found.push({ begins: at.getTime(), name: names.format(at) });
    areHours ? at.setTime(at.getTime() + HOUR) : at.setDate(at.getDate() + 1);
  }
  return found;
}

/** What rows tell under a name, summed up. */
export const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);

/** Rows that each tell of an hour, summed up within steps. */
export const points = (steps, rows, keys) =>
  steps.map(({ begins, name }, index) => {
    const ends = steps[index + 1]?.begins ?? Infinity;
    const within = rows.filter(({ hour }) => Date.parse(hour) >= begins && Date.parse(hour) < ends);
    return { name, values: Object.fromEntries(keys.map((key) => [key, total(within, key)])) };
  });

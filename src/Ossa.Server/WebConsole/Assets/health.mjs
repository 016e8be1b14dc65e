import { chart, points, steps, total } from "./chart.mjs";
import { button, el } from "./dom.mjs";
import { count, exactTime, size, time } from "./format.mjs";
import { told } from "./oss.mjs";
import { storage } from "./storage.mjs";
import { language, say } from "./words.mjs";

const fact = (name, value) => value !== null && [el("dt", null, name), el("dd", null, value)];

function scrubbed({ running, last }) {
  if (last === null) {
    return say(running ? "scrubRunning" : "scrubNever");
  }
  const words = say(last.damaged === 0 ? "scrubSound" : "scrubDamaged", { time: time(last.endedAt), damaged: count(last.damaged), objects: count(last.objects) });
  return el("span", { class: last.damaged === 0 ? null : "bad" }, words);
}

function state({ health, now, countedSince }) {
  return el(
    "section",
    { class: `outcome ${health.ready ? "good" : "bad"}` },
    el("h2", null, say(health.ready ? "serverReady" : "serverNotReady")),
    health.reason && el("p", null, health.reason),
    health.shortOfSpace && el("p", { class: "bad" }, say("shortOfSpace")),
    el(
      "dl",
      null,
      ...[
        fact(say("writes"), say(health.acceptsWrites ? "writesAccepted" : "writesRefused")),
        fact(say("diskFree"), health.freeBytes === null ? null : size(health.freeBytes)),
        fact(say("waiting"), say("waitingCounts", { batches: count(health.queues.batches), garbage: count(health.queues.garbage) })),
        fact(say("scrub"), scrubbed(health.scrub)),
        fact(say("certificate"), health.certificate && el("span", { class: health.certificate.endsSoon ? "bad" : null }, exactTime(health.certificate.endsAt))),
        fact(say("startedAt"), exactTime(countedSince)),
        fact(say("serverTime"), exactTime(now)),
      ]
        .filter(Boolean)
        .flat(),
    ),
  );
}

function traffic({ traffic: hours, now, countedSince }) {
  const over = points(steps(Date.parse(now), Date.parse(now), language), hours, ["answers", "refusals", "failures", "sentBytes", "receivedBytes"]);
  const sum = (key) => count(total(hours, key));
  return el(
    "section",
    null,
    el("h2", null, say("traffic")),
    el("p", { class: "quiet" }, say("trafficHint", { time: exactTime(countedSince) })),
    chart({
      title: say("requests"),
      summary: say("trafficSummary", { answers: sum("answers"), refusals: sum("refusals"), failures: sum("failures") }),
      points: over,
      series: [
        { key: "answers", kind: "first", word: say("answered") },
        { key: "refusals", kind: "third", word: say("refused") },
        { key: "failures", kind: "second", word: say("failures") },
      ],
      write: count,
    }),
    chart({
      title: say("bytes"),
      summary: say("bytesSummary", { sent: size(total(hours, "sentBytes")), received: size(total(hours, "receivedBytes")) }),
      points: over,
      series: [
        { key: "sentBytes", kind: "first", word: say("sent") },
        { key: "receivedBytes", kind: "third", word: say("received") },
      ],
      write: size,
    }),
  );
}

/** How the server is, what it stores, and what it was asked for within the last day. */
export async function health({ signal, again }) {
  const status = await told("GET", "server", {}, signal);
  return [
    el("div", { class: "head" }, el("h1", null, say("health")), button(say("lookAgain"), { onclick: again })),
    state(status),
    await storage(status.health.freeBytes, signal),
    traffic(status),
  ];
}

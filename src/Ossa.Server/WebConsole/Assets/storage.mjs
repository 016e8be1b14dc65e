import { el, icon, named, svg } from "./dom.mjs";
import { count, size } from "./format.mjs";
import { document as read } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";
import { all, text } from "./xml.mjs";

const AT_ONCE = 4;
const PAGE = 1000;

async function names(signal) {
  const found = [];
  for (let marker = null; ; ) {
    const root = await read(null, null, { "max-keys": PAGE, marker }, signal);
    found.push(...all(all(root, "Buckets")[0], "Bucket").map((node) => text(node, "Name")));
    if (text(root, "IsTruncated") !== "true") {
      return found;
    }
    marker = text(root, "NextMarker");
  }
}

/** The figures of all buckets, the largest first. */
async function figures(signal) {
  const waiting = await names(signal);
  const found = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (waiting.length > 0) {
        const name = waiting.shift();
        const stat = await read(name, null, { stat: "" }, signal);
        found.push({ name, bytes: Number(text(stat, "Storage")), objects: Number(text(stat, "ObjectCount")) });
      }
    }),
  );
  return found.sort((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
}

/** A bar for a share of a whole; its number stands beside it, so readers skip it. */
const bar = (share) =>
  svg("svg", { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { class: "rest", width: 100, height: 8 }), svg("rect", { class: "first", width: Math.max(share * 100, share > 0 ? 0.5 : 0), height: 8 }));

const row = (most) => (bucket) =>
  el(
    "tr",
    null,
    el("td", { class: "name" }, icon("bucket"), el("a", { href: to("objects", bucket.name, "") }, named(bucket.name))),
    el("td", { class: "share" }, bar(most === 0 ? 0 : bucket.bytes / most)),
    el("td", { class: "number" }, size(bucket.bytes)),
    el("td", { class: "number extra" }, count(bucket.objects)),
  );

/** What is stored, bucket by bucket, and what the disk has left; of the server's own disk where it has one. */
export async function storage(freeBytes, signal) {
  const buckets = await figures(signal);
  const bytes = buckets.reduce((sum, bucket) => sum + bucket.bytes, 0);
  return el(
    "section",
    null,
    el("h2", null, say("storage")),
    el("p", null, freeBytes === null ? say("storedInMemory", { stored: size(bytes) }) : say("storedAndFree", { stored: size(bytes), free: size(freeBytes) })),
    freeBytes !== null && bar(bytes / (bytes + freeBytes)),
    buckets.length > 0 &&
      el(
        "table",
        { class: "list storage" },
        el("thead", null, el("tr", null, el("th", { scope: "col" }, say("bucket")), el("td", { class: "share" }), el("th", { scope: "col", class: "number" }, say("size")), el("th", { scope: "col", class: "number extra" }, say("objects")))),
        el("tbody", null, ...buckets.map(row(buckets[0].bytes))),
      ),
  );
}

import { confirmNamed, field, form } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { count, size, time } from "./format.mjs";
import { busy, tell } from "./notice.mjs";
import { document as read, oss } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";
import { all, text } from "./xml.mjs";

const PAGE = 100;

async function page(marker, signal) {
  const root = await read(null, null, { "max-keys": PAGE, marker }, signal);
  return {
    buckets: all(all(root, "Buckets")[0], "Bucket").map((node) => ({
      name: text(node, "Name"),
      created: text(node, "CreationDate"),
      storageClass: text(node, "StorageClass"),
    })),
    next: text(root, "IsTruncated") === "true" ? text(root, "NextMarker") : null,
  };
}

async function showFigures(bucket, places, signal) {
  try {
    const stat = await read(bucket, null, { stat: "" }, signal);
    places.objects.textContent = count(text(stat, "ObjectCount"));
    places.size.textContent = size(text(stat, "Storage"));
  } catch {
    // Who may not read the figures of a bucket may still use it.
    places.objects.textContent = places.size.textContent = "–";
  }
}

const create = () =>
  form(
    say("createBucket"),
    say("create"),
    [
      field(
        say("name"),
        el("input", { name: "name", type: "text", required: true, minlength: 3, maxlength: 63, pattern: "[a-z0-9][a-z0-9\\-]*[a-z0-9]", autocomplete: "off", autocapitalize: "off", spellcheck: "false" }),
        say("bucketNameHint"),
      ),
      el("label", { class: "choice" }, el("input", { type: "checkbox", name: "versions" }), say("keepVersions")),
    ],
    async (values) => {
      const name = values.get("name");
      await oss("PUT", name);
      if (values.get("versions")) {
        await oss("PUT", name, null, { query: { versioning: "" }, body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>" });
      }
      return name;
    },
  );

const remove = (name) => confirmNamed(say("deleteBucket"), [say("deleteBucketHint")], say("delete"), name, () => oss("DELETE", name));

function row(bucket, { signal, again }) {
  const places = { objects: el("td", { class: "number" }, "…"), size: el("td", { class: "number" }, "…") };
  showFigures(bucket.name, places, signal);
  return el(
    "tr",
    null,
    el("td", { class: "name" }, icon("bucket"), el("a", { href: to("objects", bucket.name, "") }, named(bucket.name))),
    places.objects,
    places.size,
    el("td", { class: "extra" }, time(bucket.created)),
    el(
      "td",
      { class: "acts" },
      button(`${say("delete")}: ${bucket.name}`, {
        icon: "trash",
        alone: true,
        onclick: async () => (await remove(bucket.name)) && (tell(say("bucketDeleted", bucket)), again()),
      }),
    ),
  );
}

/** All buckets. */
export async function buckets(context) {
  const first = await page(null, context.signal);
  const rows = el("tbody", null, ...first.buckets.map((bucket) => row(bucket, context)));
  let next = first.next;
  const more = button(say("more"), {
    onclick: () =>
      busy(more, async () => {
        const further = await page(next, context.signal);
        rows.append(...further.buckets.map((bucket) => row(bucket, context)));
        next = further.next;
        more.hidden = next === null;
      }),
  });
  more.hidden = next === null;
  const add = button(say("createBucket"), {
    icon: "plus",
    kind: "main",
    onclick: async () => {
      const name = await create();
      if (name) {
        location.hash = to("objects", name, "");
      }
    },
  });
  return [
    el("div", { class: "head" }, el("h1", null, say("buckets")), add),
    first.buckets.length === 0
      ? el("div", { class: "empty" }, icon("bucket"), el("p", null, say("noBuckets")))
      : el(
          "table",
          { class: "list" },
          el("thead", null, el("tr", null, el("th", null, say("name")), el("th", { class: "number" }, say("objects")), el("th", { class: "number" }, say("size")), el("th", { class: "extra" }, say("created")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
          rows,
        ),
    more,
  ];
}

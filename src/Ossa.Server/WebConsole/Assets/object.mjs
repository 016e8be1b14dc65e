import { confirm } from "./dialog.mjs";
import { button, el, icon, named, visible } from "./dom.mjs";
import { download } from "./download.mjs";
import { exactTime, nameOf, size } from "./format.mjs";
import { give } from "./give.mjs";
import { versions } from "./listing.mjs";
import { complain, tell } from "./notice.mjs";
import { document as read, oss } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";
import { all, text } from "./xml.mjs";

const META = "x-oss-meta-";

/** Header values come as bytes, one character each, and mostly spell UTF-8. */
function spelled(value) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(value, (c) => c.charCodeAt(0)));
  } catch {
    return value;
  }
}

const fact = (name, value) => value && [el("dt", null, name), el("dd", null, value)];
const code = (value) => value && el("code", { translate: "no" }, value);

function facts(headers) {
  const header = (name) => headers.get(name);
  return el(
    "dl",
    null,
    ...[
      fact(say("size"), `${size(header("content-length"))}`),
      fact(say("type"), header("content-type") && spelled(header("content-type"))),
      fact(say("modified"), exactTime(header("last-modified"))),
      fact(say("objectType"), header("x-oss-object-type")),
      fact(say("storageClass"), header("x-oss-storage-class")),
      fact(say("encryption"), header("x-oss-server-side-encryption")),
      fact(say("version"), code(header("x-oss-version-id"))),
      fact("ETag", code(header("etag"))),
      fact("CRC-64", code(header("x-oss-hash-crc64ecma"))),
      fact("Cache-Control", header("cache-control") !== "no-store" && spelled(header("cache-control"))),
      fact("Content-Disposition", header("content-disposition") && spelled(header("content-disposition"))),
    ].flat(),
  );
}

/** A section whose content is read on its own; who may not read it is told so. */
async function section(title, load) {
  let content;
  try {
    content = await load();
  } catch (error) {
    content = el("p", { class: "quiet" }, error.status === 403 ? say("notAllowed") : error.message);
  }
  return content && el("section", null, el("h2", null, title), content);
}

const pairs = (list) => (list.length === 0 ? null : el("dl", null, ...list.flatMap(([name, value]) => fact(named(name), named(value) ?? "") ?? [])));

const userMetadata = (headers) =>
  pairs([...headers].filter(([name]) => name.startsWith(META)).map(([name, value]) => [name.slice(META.length), spelled(value)]));

async function tags(bucket, key, signal) {
  const root = await read(bucket, key, { tagging: "" }, signal);
  return pairs(all(all(root, "TagSet")[0], "Tag").map((tag) => [text(tag, "Key"), text(tag, "Value")]));
}

async function acl(bucket, key, { signal, again }) {
  const root = await read(bucket, key, { acl: "" }, signal);
  const present = text(all(root, "AccessControlList")[0], "Grant");
  const select = el(
    "select",
    {
      "aria-label": say("acl"),
      onchange: () =>
        oss("PUT", bucket, key, { query: { acl: "" }, headers: { "x-oss-object-acl": select.value } })
          .then(() => tell(say("aclChanged")))
          .catch((error) => (complain(error), again())),
    },
    ...["default", "private", "public-read", "public-read-write"].map((value) => el("option", { value, selected: value === present }, say(`acl-${value}`))),
  );
  return el("div", { class: "field" }, select);
}

async function versionList(bucket, key, { signal, again }) {
  const list = await versions(bucket, key, signal);
  if (list.length === 0 || (list.length === 1 && list[0].id === "null")) {
    return null;
  }
  return el(
    "table",
    { class: "list" },
    el("thead", null, el("tr", null, el("th", null, say("version")), el("th", { class: "extra" }, say("modified")), el("th", { class: "number" }, say("size")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
    el(
      "tbody",
      null,
      ...list.map((version) =>
        el(
          "tr",
          null,
          el("td", { class: "name" }, el("span", null, code(version.id), version.isLatest && el("span", { class: "tag" }, say("current")), version.isMarker && el("span", { class: "tag" }, say("deletionMarker")))),
          el("td", { class: "extra" }, exactTime(version.modified)),
          el("td", { class: "number" }, version.isMarker ? "" : size(version.size)),
          el(
            "td",
            { class: "acts" },
            !version.isMarker && button(say("download"), { icon: "download", alone: true, onclick: () => download(bucket, key, version.id).catch(complain) }),
            button(say("delete"), {
              icon: "trash",
              alone: true,
              onclick: async () =>
                (await confirm(say("deleteVersion"), [say("deleteVersionHint")], say("delete"), () => oss("DELETE", bucket, key, { query: { versionId: version.id } }).then(() => true))) && again(),
            }),
          ),
        ),
      ),
    ),
  );
}

/** One object: what it is, and what can be done with it. */
export async function object(context, bucket, key) {
  const { who, signal } = context;
  const folder = key.slice(0, key.lastIndexOf("/", key.length - 2) + 1);
  const back = to("objects", bucket, folder);
  let headers = null;
  let absence = null;
  try {
    ({ headers } = await oss("HEAD", bucket, key, { signal }));
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
    absence = error;
  }
  const sections = await Promise.all([
    headers && section(say("userMetadata"), () => userMetadata(headers)),
    headers && section(say("tags"), () => tags(bucket, key, signal)),
    headers && section(say("acl"), () => acl(bucket, key, context)),
    section(say("versions"), () => versionList(bucket, key, context)),
  ]);
  const remove = async () => {
    const isDone = await confirm(say("deleteObject"), [say("deleteObjectHint", { name: visible(nameOf(key)) })], say("delete"), () => oss("DELETE", bucket, key).then(() => true));
    if (isDone) {
      tell(say("objectsDeleted", { count: 1 }));
      location.hash = back;
    }
  };
  return [
    el("nav", { class: "trail", "aria-label": say("path") }, el("ol", null, el("li", null, el("a", { href: to("buckets") }, say("buckets"))), el("li", null, el("a", { href: to("objects", bucket, "") }, named(bucket))), folder && el("li", null, el("a", { href: back }, named(folder))))),
    el("div", { class: "head" }, el("h1", null, icon("file"), named(nameOf(key)))),
    el("p", { class: "quiet key" }, named(`oss://${bucket}/${key}`)),
    absence && el("p", { class: "bad" }, say("noSuchObject")),
    headers &&
      el(
        "div",
        { class: "actions" },
        button(say("download"), { icon: "download", kind: "main", onclick: () => download(bucket, key).catch(complain) }),
        button(say("share"), { icon: "share", onclick: () => give(who, bucket, key) }),
        button(say("delete"), { icon: "trash", onclick: remove }),
      ),
    headers && el("section", null, facts(headers)),
    ...sections,
  ];
}

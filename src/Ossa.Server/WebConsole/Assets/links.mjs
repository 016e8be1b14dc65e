import { confirm, form, field, open } from "./dialog.mjs";
import { button, el, icon, named, visible } from "./dom.mjs";
import { count, exactTime, nameOf, size, span, time } from "./format.mjs";
import { handed } from "./handed.mjs";
import { linkUse } from "./link-use.mjs";
import { busy, tell } from "./notice.mjs";
import { told } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const DAY = 86_400;
const EXTENSIONS = [DAY / 24, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 366 * DAY];
const STATES = { Active: "good", NotYet: "quiet", Expired: "quiet", Revoked: "bad", Damaged: "bad", BucketGone: "bad", MakerGone: "bad" };

function use({ link, usage }) {
  if (link.kind === "Upload") {
    return el("span", null, say("forUploads"));
  }
  const most = link.limits.maxDownloads;
  return el(
    "span",
    null,
    most === null || most === undefined ? say("downloads", { count: count(usage.downloads) }) : say("downloadsOf", { count: count(usage.downloads), most: count(most) }),
    most && el("meter", { min: 0, max: most, value: usage.downloads, "aria-hidden": "true" }),
  );
}

async function show(id) {
  const answer = await told("GET", "link", { id });
  const { link, usage } = answer;
  const overTime = await linkUse(link);
  const fact = (name, value) => value && [el("dt", null, name), el("dd", null, value)];
  const shown = answer.page ? (await handed({ url: answer.url, page: answer.page, key: link.key, isDownload: link.kind !== "Upload" })).filter(Boolean) : [el("p", { class: "quiet" }, say("linkGivesNothing"))];
  const node = open(
    visible(link.name || nameOf(link.key) || link.bucket),
    el(
      "dl",
      null,
      ...[
        fact(say("state"), say(`state-${answer.state}`)),
        fact(say("object"), named(`oss://${link.bucket}/${link.key}`)),
        fact(say("created"), exactTime(link.createdAt)),
        fact(say("expires"), exactTime(link.expiresAt)),
        fact(say("creator"), link.creator && named(link.creator.name)),
        fact(say("used"), link.kind !== "Upload" && say("usedBytes", { count: count(usage.downloads), size: size(usage.bytes) })),
        fact(say("password"), answer.hasPassword && say("yes")),
        fact(say("notBefore"), link.notBefore && exactTime(link.notBefore)),
        fact(say("maxBytes"), link.limits.maxBytes && size(link.limits.maxBytes)),
        fact(say("maxRate"), link.limits.bytesPerSecond && say("perSecond", { size: size(link.limits.bytesPerSecond) })),
        fact(say("maxFiles"), link.limits.maxFiles && count(link.limits.maxFiles)),
        fact(say("maxFileBytes"), link.limits.maxFileBytes && size(link.limits.maxFileBytes)),
        fact(say("fileTypes"), link.limits.types?.join(", ")),
        fact(say("addresses"), link.limits.addresses.join(", ")),
      ]
        .filter(Boolean)
        .flat(),
    ),
    overTime,
    el("div", { class: "handed" }, ...shown),
  );
  node.classList.add("wide");
}

const extend = (link) =>
  form(
    say("extendLink"),
    say("extend"),
    [
      el("p", null, say("extendHint")),
      field(say("validity"), el("select", { name: "seconds" }, ...EXTENSIONS.map((seconds) => el("option", { value: seconds, selected: seconds === DAY }, span(seconds))))),
    ],
    (values) => told("PUT", "links", { id: link.id, validity: `${values.get("seconds")}s` }),
  );

const revoke = (link) => confirm(say("revokeLink"), [say("revokeHint")], say("revoke"), () => told("DELETE", "links", { id: link.id }));

/** A menu is gone with the Escape key, and when the focus goes elsewhere. */
function close({ type, key, currentTarget, relatedTarget }) {
  if (type === "keydown" ? key === "Escape" : !currentTarget.contains(relatedTarget)) {
    currentTarget.open = false;
  }
}

function row(answer, { who, again }) {
  const { link, state } = answer;
  const isOpen = state === "Active" || state === "NotYet";
  const name = link.name || nameOf(link.key) || link.bucket;
  const look = button(say("show"), { icon: "share", alone: true, onclick: () => busy(look, () => show(link.id)) });
  return el(
    "tr",
    { "data-state": state },
    el(
      "td",
      { class: "name" },
      icon({ Folder: "folder", Upload: "upload" }[link.kind] ?? "link"),
      el("span", null, el("b", null, named(name)), el("span", { class: "where quiet" }, named(`oss://${link.bucket}/${link.key}`)), el("span", { class: "small" }, el("span", { class: STATES[state] }, say(`state-${state}`)), " · ", use(answer))),
    ),
    el("td", { class: "extra" }, el("span", { class: `tag ${STATES[state]}` }, say(`state-${state}`))),
    el("td", { class: "extra" }, use(answer)),
    el("td", { class: "extra" }, time(link.expiresAt)),
    el(
      "td",
      { class: "acts" },
      look,
      el(
        "details",
        { class: "menu", name: "menu", onkeydown: close, onfocusout: close },
        el("summary", { "aria-label": `${say("actions")}: ${name}` }, icon("more")),
        el(
          "div",
          null,
          state !== "Revoked" && button(say("extend"), { onclick: async () => (await extend(link)) && (tell(say("linkExtended")), again()) }),
          who.isOwner && el("a", { class: "button", href: to("audit", link.id) }, say("log")),
          isOpen && button(say("revoke"), { kind: "danger", onclick: async () => (await revoke(link)) && (tell(say("linkRevoked")), again()) }),
        ),
      ),
    ),
  );
}

/** The links that whoever is signed in may look after, the newest first. */
export async function links(context) {
  const all = (await told("GET", "links", {}, context.signal)).reverse();
  return [
    el("div", { class: "head" }, el("h1", null, say("links"))),
    el("p", { class: "quiet" }, say("linksHint")),
    all.length === 0
      ? el("div", { class: "empty" }, icon("link"), el("p", null, say("noLinks")))
      : el(
          "table",
          { class: "list links" },
          el("thead", null, el("tr", null, el("th", null, say("link")), el("th", { class: "extra" }, say("state")), el("th", { class: "extra" }, say("used")), el("th", { class: "extra" }, say("expires")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
          el("tbody", null, ...all.map((answer) => row(answer, context))),
        ),
  ];
}

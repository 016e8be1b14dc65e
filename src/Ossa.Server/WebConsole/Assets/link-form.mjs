import { field } from "./dialog.mjs";
import { el } from "./dom.mjs";
import { attachment, exactTime, span } from "./format.mjs";
import { told } from "./oss.mjs";
import { canHash, hash } from "./password.mjs";
import { say } from "./words.mjs";

const MEBIBYTE = 1_048_576;
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

/** For how long a signature holds at most, in seconds; the page of a link that holds longer signs anew. */
export const SIGNED = 7 * DAY;

/** For how long something can be shared, in seconds. */
const VALIDITIES = [10 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 6 * DAY, SIGNED, 14 * DAY, 30 * DAY, 90 * DAY, 180 * DAY, 366 * DAY];
const USUAL = VALIDITIES.indexOf(DAY);

export const until = (seconds) => new Date(Date.now() + seconds * 1_000);

/** A slider of validities, up to the longest, that says when the chosen one ends. */
export function validity(longest = VALIDITIES.at(-1)) {
  const output = el("output", null);
  const input = el("input", { type: "range", min: 0, max: VALIDITIES.indexOf(longest), value: USUAL, oninput: () => show() });
  const seconds = () => VALIDITIES[input.value];
  const show = () => {
    const word = span(seconds());
    input.setAttribute("aria-valuetext", word);
    output.textContent = say("validUntil", { span: word, time: exactTime(until(seconds())) });
  };
  // A browser moves the slider where it stands beyond its end.
  const bound = (most) => {
    input.max = VALIDITIES.indexOf(most ?? longest);
    show();
  };
  show();
  return { node: el("div", { class: "slider" }, field(say("validity"), input), output), seconds, input, bound };
}

/** What the browser of whoever uses the link is to do, and its words. */
const OPENINGS = [["", "asItIs"], ["inline", "showInBrowser"], ["attachment", "saveFromBrowser"]];

const number = (label, name, hint) => field(label, el("input", { name, type: "number", min: 1, step: 1, inputmode: "numeric" }), hint);
const fraction = (label, name, hint, min = 0.01) => field(label, el("input", { name, type: "number", min, step: "any", inputmode: "decimal" }), hint);

const bytes = (text) => (text ? Math.round(text * MEBIBYTE) : null);

/** What bounds the downloads of an object, or of the files of a folder. */
const ofDownloads = (isFolder) => [
  number(say("maxDownloads"), "downloads", say("anyNumber")),
  fraction(say("maxBytes"), "bytes", say("anyNumber")),
  fraction(say("maxRate"), "rate", say("anyRate"), 0.03),
  !isFolder && field(say("downloadName"), el("input", { name: "saved", type: "text", maxlength: 255, autocomplete: "off" }), say("downloadNameHint")),
  !isFolder && field(say("inBrowser"), el("select", { name: "opening", onchange: ({ target }) => (target.form.elements.saved.disabled = target.value === "inline") }, ...OPENINGS.map(([value, word]) => el("option", { value }, say(word))))),
];

/** What bounds the files that come into a folder. */
const ofUploads = () => [
  number(say("maxFiles"), "files", say("anyNumber")),
  fraction(say("maxFileBytes"), "fileBytes", say("anyNumber")),
  field(say("fileTypes"), el("input", { name: "types", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "image/*,application/pdf" }), say("fileTypesHint")),
];

/** The name, the limits and the password of a link of a kind: folder, upload, or null for one object. */
export function limits(kind) {
  return el(
    "details",
    null,
    el("summary", null, say("limits")),
    el(
      "div",
      null,
      field(say("linkName"), el("input", { name: "name", type: "text", maxlength: 128, autocomplete: "off" })),
      ...(kind === "upload" ? ofUploads() : ofDownloads(kind === "folder")),
      field(say("notBefore"), el("input", { name: "begin", type: "datetime-local" }), say("notBeforeHint")),
      field(say("addresses"), el("input", { name: "from", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "10.0.0.0/8" }), say("addressesHint")),
      canHash() && field(say("password"), el("input", { name: "password", type: "password", minlength: 6, maxlength: 128, autocomplete: "new-password" }), say("passwordHint")),
    ),
  );
}

const list = (text) => text?.replace(/\s+/g, "") || null;

function disposition(values) {
  const saved = values.get("saved");
  return saved ? attachment(saved) : values.get("opening") || null;
}

/** Makes the link that a form describes. */
export async function makeLink(bucket, key, kind, seconds, values) {
  const password = values.get("password");
  const begin = values.get("begin");
  const query = {
    bucket,
    key,
    kind,
    validity: `${seconds}s`,
    name: values.get("name") || null,
    "not-before": begin ? new Date(begin).toISOString() : null,
    "max-downloads": values.get("downloads") || null,
    "max-bytes": bytes(values.get("bytes")),
    rate: bytes(values.get("rate")),
    from: list(values.get("from")),
    disposition: disposition(values),
    "max-files": values.get("files") || null,
    "max-file-bytes": bytes(values.get("fileBytes")),
    types: list(values.get("types")),
  };
  const headers = password ? { "x-oss-link-password-hash": await hash(password) } : {};
  const { url, page, link } = await told("POST", "links", query, null, headers);
  return { url, page, key, end: link.expiresAt, isDownload: kind !== "upload" };
}

import { field } from "./dialog.mjs";
import { el } from "./dom.mjs";
import { document as read, oss } from "./oss.mjs";
import { say } from "./words.mjs";
import { all, element, text } from "./xml.mjs";

/** A checkbox beside its words. */
const choice = (input, word) => el("label", { class: "choice" }, input, word);

/** From which pages a bucket may be used. */
export async function referer(bucket, signal) {
  const root = await read(bucket, null, { referer: "" }, signal);
  const is = (name) => text(root, name) === "true";
  const lines = (name) => all(root, name).flatMap((list) => [...list.children].map((node) => node.textContent)).filter(Boolean);
  const box = (name) => el("input", { type: "checkbox", checked: is(name) });
  const list = (name) => {
    const input = el("textarea", { rows: 3, spellcheck: "false", autocomplete: "off", translate: "no", placeholder: "https://*.example.com" });
    input.value = lines(name).join("\n");
    return input;
  };
  const [withoutOne, withoutQuery] = [box("AllowEmptyReferer"), box("AllowTruncateQueryString")];
  const [allowed, denied] = [list("RefererList"), list("RefererBlacklist")];
  const entries = (input) => input.value.split("\n").map((line) => element("Referer", line.trim())).join("");
  const body = () =>
    [
      "<RefererConfiguration>",
      element("AllowEmptyReferer", withoutOne.checked),
      element("AllowTruncateQueryString", withoutQuery.checked),
      element("TruncatePath", text(root, "TruncatePath")),
      `<RefererList>${entries(allowed)}</RefererList>`,
      entries(denied) && `<RefererBlacklist>${entries(denied)}</RefererBlacklist>`,
      "</RefererConfiguration>",
    ].join("");
  return {
    fields: [
      choice(withoutOne, say("refererEmpty")),
      choice(withoutQuery, say("refererQuery")),
      field(say("refererAllowed"), allowed, say("refererAllowedHint")),
      field(say("refererDenied"), denied, say("refererDeniedHint")),
    ],
    save: () => oss("PUT", bucket, null, { query: { referer: "" }, body: body() }),
  };
}

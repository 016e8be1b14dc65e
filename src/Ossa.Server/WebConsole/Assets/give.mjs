import { field, open } from "./dialog.mjs";
import { button, el, visible } from "./dom.mjs";
import { exactTime, nameOf, span } from "./format.mjs";
import { handed } from "./handed.mjs";
import { explain } from "./notice.mjs";
import { own, told } from "./oss.mjs";
import { canHash, hash } from "./password.mjs";
import { say } from "./words.mjs";

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

/** For how long something can be shared, in seconds. A signature holds for 7 days at most. */
const VALIDITIES = [10 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 6 * DAY, 7 * DAY];
const USUAL = VALIDITIES.indexOf(DAY);

const until = (seconds) => new Date(Date.now() + seconds * 1_000);

/** A slider of validities that says when the chosen one ends. */
function validity() {
  const output = el("output", null);
  const input = el("input", { type: "range", min: 0, max: VALIDITIES.length - 1, value: USUAL, oninput: () => show() });
  const seconds = () => VALIDITIES[input.value];
  const show = () => {
    const word = span(seconds());
    input.setAttribute("aria-valuetext", word);
    output.textContent = say("validUntil", { span: word, time: exactTime(until(seconds())) });
  };
  show();
  return { node: el("div", { class: "slider" }, field(say("validity"), input), output), seconds, input };
}

/** Says whether a signed URL would give the object, before it is made. */
async function check(bucket, key, seconds) {
  const at = until(seconds).toISOString().replace(/[-:]|\.\d+/g, "");
  const forecast = await told("POST", "access", { method: "GET", bucket, key, until: at });
  return forecast.isAllowed
    ? { text: say("mayRead", { time: exactTime(forecast.end) }), kind: "good" }
    : { text: say("mayNotRead", { reason: forecast.reason ?? forecast.code }), kind: "bad" };
}

async function makeLink(bucket, key, isFolder, seconds, values) {
  const password = values.get("password");
  const query = {
    bucket,
    key,
    validity: `${seconds}s`,
    kind: isFolder ? "folder" : null,
    name: values.get("name") || null,
    "max-downloads": values.get("downloads") || null,
    from: values.get("from")?.replace(/\s+/g, "") || null,
  };
  const headers = password ? { "x-oss-link-password-hash": await hash(password) } : {};
  const link = await told("POST", "links", query, null, headers);
  return { url: link.url, page: link.page, key, end: link.link.expiresAt };
}

async function makeUrl(bucket, key, seconds) {
  const { url, expiresAt } = await own("POST", "url", { bucket, key, seconds });
  return { url, page: null, key, end: expiresAt };
}

function limits() {
  return el(
    "details",
    null,
    el("summary", null, say("limits")),
    el(
      "div",
      null,
      field(say("linkName"), el("input", { name: "name", type: "text", maxlength: 128, autocomplete: "off" })),
      field(say("maxDownloads"), el("input", { name: "downloads", type: "number", min: 1, step: 1, inputmode: "numeric" }), say("maxDownloadsHint")),
      field(say("addresses"), el("input", { name: "from", type: "text", autocomplete: "off", spellcheck: "false", placeholder: "10.0.0.0/8" }), say("addressesHint")),
      canHash() && field(say("password"), el("input", { name: "password", type: "password", minlength: 6, maxlength: 128, autocomplete: "new-password" }), say("passwordHint")),
    ),
  );
}

function kinds(onChange) {
  const choice = (value, isChosen) =>
    el(
      "label",
      { class: "choice" },
      el("input", { type: "radio", name: "kind", value, checked: isChosen, onchange: () => onChange(value) }),
      el("span", null, el("b", null, say(value === "link" ? "aLink" : "aUrl")), el("span", { class: "quiet hint" }, say(value === "link" ? "aLinkHint" : "aUrlHint"))),
    );
  return el("fieldset", null, el("legend", { class: "unseen" }, say("kind")), choice("link", true), choice("url", false));
}

/** Shares an object, or a folder, whose key then ends with a slash: by a link that can be taken back, or by a plain signed URL. */
export function give(who, bucket, key, isFolder = false) {
  const alert = el("p", { role: "alert", class: "bad" });
  const permission = el("p", { class: "quiet", role: "status" });
  const slider = validity();
  const further = limits();
  const submit = button(say("makeIt"), { kind: "main", type: "submit" });
  const judge = () =>
    check(bucket, key, slider.seconds()).then(
      ({ text, kind }) => ((permission.textContent = text), (permission.className = kind)),
      (error) => (alert.textContent = explain(error)),
    );
  const node = open(
    say("shareTitle", { name: visible(nameOf(key)) }),
    el(
      "form",
      {
        method: "post",
        onsubmit: async (event) => {
          event.preventDefault();
          submit.disabled = true;
          alert.textContent = "";
          try {
            const values = new FormData(event.target);
            const isLink = who.maySeeLinks && values.get("kind") !== "url";
            const made = await (isLink ? makeLink(bucket, key, isFolder, slider.seconds(), values) : makeUrl(bucket, key, slider.seconds()));
            const shown = [el("p", { class: "good", role: "status" }, say(isLink ? "linkMade" : "urlMade", { time: exactTime(made.end) })), ...(await handed(made)).filter(Boolean)];
            event.target.replaceWith(el("div", { class: "handed" }, ...shown));
            node.querySelector("pre").focus();
          } catch (error) {
            alert.textContent = explain(error);
          } finally {
            submit.disabled = false;
          }
        },
      },
      who.maySeeLinks && !isFolder && kinds((kind) => (further.hidden = kind === "url")),
      slider.node,
      who.maySeeLinks && further,
      permission,
      alert,
      el("div", { class: "actions" }, submit, button(say("cancel"), { onclick: () => node.close() })),
    ),
  );
  node.classList.add("wide");
  if (!isFolder) {
    slider.input.addEventListener("change", judge);
    judge();
  }
}

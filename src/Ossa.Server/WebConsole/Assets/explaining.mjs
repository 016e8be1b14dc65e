import { field } from "./dialog.mjs";
import { button, el, named } from "./dom.mjs";
import { busy } from "./notice.mjs";
import { asked } from "./oss.mjs";
import { comparison } from "./comparison.mjs";
import { factName, sentence } from "./sayings.mjs";
import { say } from "./words.mjs";

const METHODS = ["GET", "PUT", "HEAD", "POST", "DELETE"];
const REQUEST_ID = /^[0-9A-Fa-f]{24}$/;
const STATES = { Found: "bad", Possible: "doubt", Clear: "good", Unknown: "quiet" };

/** What a form tells of a request, as the server wants to hear it; what is left empty is left out. */
function question(values) {
  const value = (name) => values.get(name).trim() || undefined;
  const subject = value("subject");
  if (REQUEST_ID.test(subject)) {
    return { requestId: subject };
  }
  const lines = values.get("headers").split("\n").filter((line) => line.includes(":"));
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]);
  return {
    url: subject,
    method: value("method"),
    bucket: value("bucket"),
    address: value("address"),
    error: value("error"),
    headers: headers.length > 0 ? Object.fromEntries(headers) : undefined,
  };
}

/** What to do, which stands above the causes. */
const adviceOf = ({ refusal, causes }) => causes.find(({ state }) => state === "Found") ?? refusal?.findings[0];

function outcome({ refusal, now, verdict, verdictSaid, causes }) {
  const fix = adviceOf({ refusal, causes });
  return el(
    "section",
    { class: `outcome ${refusal ? "bad" : "good"}` },
    el("h2", null, refusal ? `${refusal.code}${refusal.ec ? ` (EC ${refusal.ec})` : ""}` : say("explainWorks")),
    refusal && el("p", null, named(refusal.message)),
    el("p", null, named(sentence({ text: verdict, said: verdictSaid }))),
    now?.reason && el("p", { class: "quiet" }, `${say("explainDecision")} `, named(now.reason)),
    fix?.text && fix.text !== verdict && el("p", { class: "fix" }, el("b", null, say("explainFix")), " ", named(sentence(fix))),
  );
}

/** One of the causes; what stands above them already is not said again. */
const cause = ({ cause: name, state, text, said }, above) =>
  el(
    "li",
    { class: STATES[state], "data-cause": name },
    el("span", { class: "line" }, el("b", null, say(`cause-${name}`)), el("span", { class: `tag ${STATES[state]}` }, say(`causeState-${state}`))),
    text && !above.includes(text) && el("span", { class: "where" }, named(sentence({ text, said }))),
  );

const findings = (all) =>
  all.length > 0 &&
  el(
    "section",
    null,
    el("h2", null, say("explainFindings")),
    el("ul", { class: "findings" }, ...all.map(({ isFault, ...found }) => el("li", null, el("span", { class: `tag ${isFault ? "bad" : ""}` }, say(isFault ? "explainFault" : "explainHint")), " ", named(sentence(found))))),
  );

/** The explanation of a request: what came of it, the causes, what was signed against what came, and what is known. */
function explanation(told) {
  const { refusal, facts, signed, isV4, method } = told;
  const parts = refusal?.parts ?? [];
  return [
    outcome(told),
    el("section", null, el("h2", null, say("explainCauses")), el("ol", { class: "causes" }, ...told.causes.map((judged) => cause(judged, [told.verdict, adviceOf(told)?.text])))),
    parts.length > 0 && comparison(parts),
    parts.length === 0 && signed.length > 0 && el("section", null, el("h2", null, say(isV4 ? "canonicalRequest" : "stringToSign", { method })), el("pre", { class: "wrapped", translate: "no" }, signed.join("\n"))),
    findings([...told.findings, ...(refusal?.findings ?? [])].filter(({ text }) => text !== adviceOf(told)?.text && !told.causes.some((judged) => judged.text === text))),
    el("section", null, el("h2", null, say("explainFacts")), el("dl", null, ...facts.flatMap(({ name, text }) => [el("dt", null, factName(name)), el("dd", null, named(text))]))),
  ].filter(Boolean);
}

/** Why a signed URL, or one request, does not work. */
export function explaining({ signal }, subject = "") {
  const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", translate: "no" };
  const text = (name, more) => el("input", { name, type: "text", ...plain, ...more });
  const place = el("div", { class: "explanation", tabindex: "-1" });
  const status = el("p", { class: "unseen", role: "status" });
  const submit = button(say("explainIt"), { kind: "main", type: "submit" });
  const input = el("textarea", { name: "subject", rows: 4, required: true, ...plain });
  input.value = subject;
  const form = el(
    "form",
    {
      method: "post",
      onsubmit: (event) => {
        event.preventDefault();
        busy(submit, load);
      },
    },
    field(say("explainSubject"), input, say("explainSubjectHint")),
    el(
      "details",
      null,
      el("summary", null, say("explainMore")),
      el(
        "div",
        { class: "filters" },
        field(say("method"), el("select", { name: "method" }, el("option", { value: "" }, say("methodUnknown")), ...METHODS.map((name) => el("option", { value: name }, name)))),
        field(say("bucket"), text("bucket"), say("explainBucketHint")),
        field(say("clientAddress"), text("address")),
        field(say("sentHeaders"), el("textarea", { name: "headers", rows: 3, placeholder: "Content-Type: image/png", ...plain })),
        field(say("gottenError"), el("textarea", { name: "error", rows: 3, placeholder: "<Error>…</Error>", ...plain })),
      ),
    ),
    el("div", { class: "actions" }, submit),
  );

  async function load() {
    place.replaceChildren();
    const told = await asked("explain", question(new FormData(form)), signal);
    place.replaceChildren(...explanation(told));
    status.textContent = say(told.refusal ? "explainRefused" : "explainWorks");
    place.focus();
  }

  return [el("div", { class: "head" }, el("h1", null, say("explain"))), el("p", { class: "quiet" }, say("explainIntro")), form, status, place];
}

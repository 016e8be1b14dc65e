import { confirm, field, form } from "./dialog.mjs";
import { button, el, named } from "./dom.mjs";
import { count } from "./format.mjs";
import { CLASSES, readRule, writeRule } from "./lifecycle-rule.mjs";
import { tell } from "./notice.mjs";
import { document as read, oss } from "./oss.mjs";
import { acting, plain, present } from "./setting.mjs";
import { say } from "./words.mjs";
import { all } from "./xml.mjs";

const QUERY = { lifecycle: "" };

async function rulesOf(bucket, signal) {
  const root = await present(() => read(bucket, null, QUERY, signal));
  return root === null ? [] : all(root, "Rule").map(readRule);
}

/** Writes the rules anew, unless somebody else has changed them since they were read. */
async function write(bucket, known, change) {
  const now = await rulesOf(bucket);
  if (now.map(({ xml }) => xml).join() !== known.map(({ xml }) => xml).join()) {
    throw new Error(say("changedMeanwhile"));
  }
  const rules = change(known.map(({ xml }) => xml));
  await (rules.length === 0
    ? oss("DELETE", bucket, null, { query: QUERY })
    : oss("PUT", bucket, null, { query: QUERY, body: `<LifecycleConfiguration>${rules.join("")}</LifecycleConfiguration>` }));
}

const daysField = (name, word, value) => field(word, el("input", { name, type: "number", min: 1, max: 36_500, step: 1, inputmode: "numeric", value: value ?? null }));

/** The fields of a rule, with what they say of it when they are sent. */
function fieldsOf(rule) {
  if (!rule.isSimple) {
    const editor = el("textarea", { name: "xml", rows: 14, required: true, ...plain });
    editor.value = rule.xml;
    return { fields: [field(say("ruleXml"), editor, say("ruleXmlHint"))], xml: (values) => values.get("xml") };
  }
  const fields = [
    field(say("rulePrefix"), el("input", { name: "prefix", type: "text", value: rule.prefix, ...plain }), say("rulePrefixHint")),
    el("label", { class: "choice" }, el("input", { type: "checkbox", name: "enabled", checked: rule.isEnabled }), say("ruleEnabled")),
    el("p", { class: "quiet" }, say("ruleDaysHint")),
    el(
      "div",
      { class: "pairs" },
      daysField("days", say("ruleDays"), rule.days),
      daysField("olderDays", say("ruleOlderDays"), rule.olderDays),
      daysField("uploadDays", say("ruleUploadDays"), rule.uploadDays),
      ...CLASSES.map((name) => daysField(name, say("ruleTransition", { name }), rule.transitions[name])),
    ),
    el("label", { class: "choice" }, el("input", { type: "checkbox", name: "markers", checked: rule.removesMarkers }), say("ruleMarkers")),
    field(say("ruleName"), el("input", { name: "id", type: "text", value: rule.id, maxlength: 255, ...plain }), say("ruleNameHint")),
  ];
  const xml = (values) =>
    writeRule({
      id: values.get("id").trim(),
      prefix: values.get("prefix"),
      isEnabled: values.get("enabled") !== null,
      days: values.get("days"),
      removesMarkers: values.get("markers") !== null,
      transitions: Object.fromEntries(CLASSES.map((name) => [name, values.get(name)])),
      olderDays: values.get("olderDays"),
      uploadDays: values.get("uploadDays"),
    });
  return { fields, xml };
}

const blank = { id: "", prefix: "", isEnabled: true, removesMarkers: false, transitions: {}, isSimple: true };

/** Edits a rule, or makes one where there is no number. */
async function edit(bucket, known, number, again) {
  const { fields, xml } = fieldsOf(number === null ? blank : known[number]);
  const change = (values) => (rules) => (number === null ? [...rules, xml(values)] : rules.with(number, xml(values)));
  if (await form(say(number === null ? "ruleAdd" : "ruleEdit"), say("save"), fields, (values) => write(bucket, known, change(values)))) {
    tell(say("saved"));
    again();
  }
}

function does(rule) {
  const after = (word, days) => days && say(word, { days: count(days) });
  return [
    after("doesDelete", rule.days),
    ...CLASSES.map((name) => rule.transitions[name] && say("doesTransition", { name, days: count(rule.transitions[name]) })),
    after("doesDeleteOlder", rule.olderDays),
    after("doesAbort", rule.uploadDays),
    rule.removesMarkers && say("ruleMarkers"),
    !rule.isSimple && say("doesMore"),
  ].filter(Boolean);
}

function row(bucket, known, number, again) {
  const rule = known[number];
  const name = rule.id || rule.prefix || "*";
  const remove = () => confirm(say("ruleDelete"), [say("ruleDeleteHint", { name })], say("delete"), () => write(bucket, known, (rules) => rules.toSpliced(number, 1)));
  return el(
    "tr",
    null,
    el("td", { class: "name" }, el("span", null, el("b", null, rule.prefix ? named(rule.prefix) : say("ruleAll")), el("span", { class: "where quiet" }, named(rule.id)))),
    el("td", null, el("ul", { class: "plain" }, ...does(rule).map((text) => el("li", null, text)))),
    el("td", { class: "extra" }, el("span", { class: `tag ${rule.isEnabled ? "good" : "quiet"}` }, say(rule.isEnabled ? "ruleActive" : "keyInactive"))),
    el(
      "td",
      { class: "acts" },
      button(`${say("edit")}: ${name}`, { icon: "settings", alone: true, onclick: () => edit(bucket, known, number, again) }),
      button(`${say("delete")}: ${name}`, { icon: "trash", alone: true, onclick: async () => (await remove()) && again() }),
    ),
  );
}

/** The lifecycle rules of a bucket. */
export const lifecycle = (bucket, signal) =>
  acting(say("lifecycle"), say("lifecycleHint"), async (again) => {
    const known = await rulesOf(bucket, signal);
    return [
      known.length > 0 &&
        el(
          "table",
          { class: "list" },
          el("thead", null, el("tr", null, el("th", { scope: "col" }, say("rulePrefix")), el("th", { scope: "col" }, say("ruleDoes")), el("th", { scope: "col", class: "extra" }, say("state")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
          el("tbody", null, ...known.map((_, number) => row(bucket, known, number, again))),
        ),
      el("div", { class: "tools" }, button(say("ruleAdd"), { icon: "plus", onclick: () => edit(bucket, known, null, again) })),
    ].filter(Boolean);
  });

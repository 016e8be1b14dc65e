import { field } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { exactTime, span, time } from "./format.mjs";
import { jsonEditor } from "./json-editor.mjs";
import { busy, explain, tell } from "./notice.mjs";
import { admin, told } from "./oss.mjs";
import { create, head, list, nameField, policiesOf, tags } from "./people.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const KIND = { all: "roles", one: "role" };
const HOURS = [1, 2, 4, 8, 12];

/** A trust policy by which all users of an account may assume a role, where their own policies let them. */
const trustOf = (arn) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Principal: { RAM: [`acs:ram::${arn.split("::")[1]?.split(":")[0] ?? ""}:root`] }, Action: "sts:AssumeRole" }] });

const row = (role) =>
  el(
    "tr",
    null,
    el("td", { class: "name" }, icon("people"), el("span", null, el("a", { href: to("role", role.name) }, named(role.name)), role.description && el("span", { class: "where quiet" }, named(role.description)))),
    tags(role.policies),
    el("td", { class: "extra" }, time(role.createdAt)),
  );

const make = (who) =>
  create(
    say("createRole"),
    [
      nameField(say("userNameHint")),
      field(say("description"), el("input", { name: "description", type: "text", maxlength: 1024, autocomplete: "off" })),
      field(say("maxSession"), el("select", { name: "seconds" }, ...HOURS.map((hours) => el("option", { value: hours * 3_600 }, span(hours * 3_600))))),
      jsonEditor(say("trustPolicy"), trustOf(who.arn), { name: "document", rows: 12 }).node,
    ],
    (values) => told("POST", "roles", { name: values.get("name"), document: values.get("document"), description: values.get("description").trim() || "-", "max-session": values.get("seconds") }),
  );

/** The roles, which users become for a while. */
export async function roles({ signal, who }) {
  const all = await told("GET", "roles", {}, signal);
  return list({
    kind: KIND,
    word: say("createRole"),
    make: () => make(who),
    hint: say("rolesHint"),
    nothing: say("noRoles"),
    heads: [[say("name")], [say("policies")], [say("created"), "extra"]],
    rows: all.map(row),
  });
}

/** One role: who may assume it, and what it may do. */
export async function role({ signal, again }, name) {
  const [found, known] = await Promise.all([told("GET", "role", { name }, signal), told("GET", "policies", {}, signal)]);
  const alert = el("p", { role: "alert", class: "bad" });
  const { input, node } = jsonEditor(say("trustPolicy"), found.trustPolicy, { rows: 12 });
  const save = button(say("save"), {
    onclick: () => {
      alert.textContent = "";
      return busy(save, () => admin("PUT", "roles/trust", { name, document: input.value }).then(() => tell(say("saved")), (error) => (alert.textContent = explain(error))));
    },
  });
  const fact = (word, value) => value && [el("dt", null, word), el("dd", null, value)];
  return [
    ...head({ kind: "roles", name, word: say("deleteRole"), hint: say("deleteRoleHint", { name }) }),
    el(
      "section",
      null,
      el("dl", null, ...[fact("ID", el("code", { translate: "no" }, found.id)), fact(say("description"), found.description && named(found.description)), fact(say("maxSession"), span(found.maxSessionSeconds)), fact(say("created"), exactTime(found.createdAt))].filter(Boolean).flat()),
    ),
    policiesOf("role", found, known, again),
    el("section", null, el("h2", null, say("trust")), el("p", { class: "quiet" }, say("trustHint")), node, alert, el("div", { class: "tools" }, save)),
  ];
}

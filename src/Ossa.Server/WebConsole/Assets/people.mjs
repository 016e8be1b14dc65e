// What the views of users, groups, roles and policies have in common.
import { attachments } from "./attachments.mjs";
import { confirm, field, form } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { admin } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const KINDS = ["users", "groups", "roles", "policies"];

/** Leads from one of the lists to the others. */
export const tabs = (current) =>
  el(
    "nav",
    { class: "tabs", "aria-label": say("people") },
    ...KINDS.map((kind) => el("a", { href: to(kind), "aria-current": kind === current && "page" }, say(kind))),
  );

/** A field for the name of what is made. */
export const nameField = (hint, most = 64, pattern = "[A-Za-z0-9._\\-]+") =>
  field(say("name"), el("input", { name: "name", type: "text", required: true, maxlength: most, pattern, autocomplete: "off", autocapitalize: "off", spellcheck: "false" }), hint);

/** A list of one kind: its heading with a button that makes one, what it is for, and a table or what to say where there is nothing. */
export function list({ kind, word, make, hint, nothing, heads, rows }) {
  const add = button(word, {
    icon: "plus",
    kind: "main",
    onclick: async () => {
      const made = await make();
      if (made) {
        location.hash = to(kind.one, made.name);
      }
    },
  });
  return [
    tabs(kind.all),
    el("div", { class: "head" }, el("h1", null, say(kind.all)), add),
    el("p", { class: "quiet" }, hint),
    rows.length === 0
      ? el("div", { class: "empty" }, icon("people"), el("p", null, nothing))
      : el("table", { class: "list" }, el("thead", null, el("tr", null, ...heads.map(([head, kind]) => el("th", { scope: "col", class: kind }, head)))), el("tbody", null, ...rows)),
  ];
}

/** The beginning of the view of one of a kind, with a button that deletes it. */
export function head({ kind, name, word, hint }) {
  const remove = async () => {
    if (await confirm(word, [hint], say("delete"), () => admin("DELETE", kind, { name }))) {
      location.hash = to(kind);
    }
  };
  return [
    el("nav", { class: "trail", "aria-label": say("path") }, el("ol", null, el("li", null, el("a", { href: to(kind) }, say(kind))))),
    el("div", { class: "head" }, el("h1", null, icon("people"), named(name)), button(word, { icon: "trash", onclick: remove })),
  ];
}

/** The policies of a user, a group or a role, which are attached and taken away. */
export const policiesOf = (kind, holder, known, again) =>
  attachments({
    title: say("policies"),
    nothing: say("noPolicies"),
    label: say("policy"),
    attached: holder.policies,
    known: known.map(({ name }) => name),
    address: (name) => to("policy", name),
    change: (method, policy) => admin(method, `${kind}s/policies`, { [kind]: holder.name, policy }).then(again),
  });

/** The names of policies in a row of a list. */
export const tags = (policies) => el("td", { class: "policies" }, ...policies.map((policy) => el("span", { class: "tag" }, named(policy))));

/** Asks for what is to be made; gives what was made. */
export const create = (title, fields, act) => form(title, say("create"), fields, act);

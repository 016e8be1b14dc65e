import { field, form } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { time } from "./format.mjs";
import { told } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const create = () =>
  form(
    say("createUser"),
    say("create"),
    [field(say("name"), el("input", { name: "name", type: "text", required: true, maxlength: 64, pattern: "[A-Za-z0-9._\\-]+", autocomplete: "off", autocapitalize: "off", spellcheck: "false" }), say("userNameHint"))],
    (values) => told("POST", "users", { name: values.get("name") }),
  );

const row = (user) =>
  el(
    "tr",
    null,
    el("td", { class: "name" }, icon("people"), el("span", null, el("a", { href: to("user", user.name) }, named(user.name)), user.displayName && el("span", { class: "where quiet" }, named(user.displayName)))),
    el("td", { class: "policies" }, ...user.policies.map((policy) => el("span", { class: "tag" }, named(policy)))),
    el("td", { class: "extra" }, time(user.createdAt)),
  );

/** The users of the account. */
export async function users({ signal }) {
  const all = await told("GET", "users", {}, signal);
  const add = button(say("createUser"), {
    icon: "plus",
    kind: "main",
    onclick: async () => {
      const user = await create();
      if (user) {
        location.hash = to("user", user.name);
      }
    },
  });
  return [
    el("div", { class: "head" }, el("h1", null, say("users")), add),
    el("p", { class: "quiet" }, say("usersHint")),
    all.length === 0
      ? el("div", { class: "empty" }, icon("people"), el("p", null, say("noUsers")))
      : el(
          "table",
          { class: "list" },
          el("thead", null, el("tr", null, el("th", null, say("name")), el("th", null, say("policies")), el("th", { class: "extra" }, say("created")))),
          el("tbody", null, ...all.map(row)),
        ),
  ];
}

import { el, icon, named } from "./dom.mjs";
import { time } from "./format.mjs";
import { told } from "./oss.mjs";
import { create, list, nameField, tags } from "./people.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const KIND = { all: "users", one: "user" };

const row = (user) =>
  el(
    "tr",
    null,
    el("td", { class: "name" }, icon("people"), el("span", null, el("a", { href: to("user", user.name) }, named(user.name)), user.displayName && el("span", { class: "where quiet" }, named(user.displayName)))),
    tags(user.policies),
    el("td", { class: "extra" }, time(user.createdAt)),
  );

/** The users of the account. */
export async function users({ signal }) {
  const all = await told("GET", "users", {}, signal);
  return list({
    kind: KIND,
    word: say("createUser"),
    make: () => create(say("createUser"), [nameField(say("userNameHint"))], (values) => told("POST", "users", { name: values.get("name") })),
    hint: say("usersHint"),
    nothing: say("noUsers"),
    heads: [[say("name")], [say("policies")], [say("created"), "extra"]],
    rows: all.map(row),
  });
}

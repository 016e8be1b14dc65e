import { attachments } from "./attachments.mjs";
import { el, icon, named } from "./dom.mjs";
import { time } from "./format.mjs";
import { admin, told } from "./oss.mjs";
import { create, head, list, nameField, policiesOf, tags } from "./people.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const KIND = { all: "groups", one: "group" };

const row = (users) => (group) =>
  el(
    "tr",
    null,
    el("td", { class: "name" }, icon("people"), el("a", { href: to("group", group.name) }, named(group.name))),
    el("td", { class: "number" }, users.filter(({ groups }) => groups.includes(group.name)).length),
    tags(group.policies),
    el("td", { class: "extra" }, time(group.createdAt)),
  );

/** The groups of users. */
export async function groups({ signal }) {
  const [all, users] = await Promise.all([told("GET", "groups", {}, signal), told("GET", "users", {}, signal)]);
  return list({
    kind: KIND,
    word: say("createGroup"),
    make: () => create(say("createGroup"), [nameField(say("userNameHint"))], (values) => told("POST", "groups", { name: values.get("name") })),
    hint: say("groupsHint"),
    nothing: say("noGroups"),
    heads: [[say("name")], [say("members"), "number"], [say("policies")], [say("created"), "extra"]],
    rows: all.map(row(users)),
  });
}

/** One group: who is in it, and what they may do by it. */
export async function group({ signal, again }, name) {
  const [all, users, known] = await Promise.all([told("GET", "groups", {}, signal), told("GET", "users", {}, signal), told("GET", "policies", {}, signal)]);
  const found = all.find((one) => one.name === name);
  const members = users.filter(({ groups }) => groups.includes(name)).map((user) => user.name);
  return [
    ...head({ kind: "groups", name, word: say("deleteGroup"), hint: say("deleteGroupHint", { name }) }),
    attachments({
      title: say("members"),
      nothing: say("noMembers"),
      label: say("user"),
      word: say("add"),
      away: say("remove"),
      attached: members,
      known: users.map((user) => user.name),
      address: (user) => to("user", user),
      change: (method, user) => admin(method, "groups/members", { user, group: name }).then(again),
    }),
    policiesOf("group", found, known, again),
  ];
}

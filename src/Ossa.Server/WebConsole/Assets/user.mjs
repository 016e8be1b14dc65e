import { snippet } from "./copy.mjs";
import { confirm, open } from "./dialog.mjs";
import { button, el, icon, named } from "./dom.mjs";
import { exactTime, time } from "./format.mjs";
import { busy, tell } from "./notice.mjs";
import { admin, told } from "./oss.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

/** Shows a new key; its secret is told this once. */
function showKey({ key, secret }) {
  return open(
    say("keyMade"),
    el("p", null, say("keyMadeHint")),
    el("h3", null, say("accessKeyId")),
    snippet(key.id, true),
    el("h3", null, say("accessKeySecret")),
    snippet(secret, true),
  );
}

function keyRow(key, { again }) {
  const able = button(say(key.isActive ? "disable" : "enable"), {
    onclick: () =>
      busy(able, async () => {
        await admin(key.isActive ? "DELETE" : "PUT", "keys/enabled", { id: key.id });
        tell(say(key.isActive ? "keyDisabled" : "keyEnabled"));
        again();
      }),
  });
  return el(
    "tr",
    null,
    el("td", { class: "name" }, el("span", null, el("code", { translate: "no" }, key.id))),
    el("td", null, el("span", { class: `tag ${key.isActive ? "good" : "bad"}` }, say(key.isActive ? "keyActive" : "keyInactive"))),
    el("td", { class: "extra" }, time(key.createdAt)),
    el(
      "td",
      { class: "acts" },
      able,
      button(`${say("delete")}: ${key.id}`, {
        icon: "trash",
        alone: true,
        onclick: async () => (await confirm(say("deleteKey"), [say("deleteKeyHint")], say("delete"), () => admin("DELETE", "keys", { id: key.id }))) && again(),
      }),
    ),
  );
}

function keys(user, all, context) {
  const add = button(say("createKey"), {
    icon: "plus",
    onclick: () =>
      busy(add, async () => {
        showKey(await told("POST", "keys", { user: user.name })).addEventListener("close", context.again);
      }),
  });
  return el(
    "section",
    null,
    el("div", { class: "head" }, el("h2", null, say("accessKeys")), add),
    all.length === 0 ? el("p", { class: "quiet" }, say("noKeys")) : el("table", { class: "list" }, el("tbody", null, ...all.map((key) => keyRow(key, context)))),
  );
}

function policies(user, all, { again }) {
  const change = (method, policy) => admin(method, "users/policies", { user: user.name, policy }).then(again);
  const others = all.filter(({ name }) => !user.policies.includes(name));
  const select = el("select", { "aria-label": say("policy") }, ...others.map(({ name }) => el("option", { value: name }, name)));
  const add = button(say("attach"), { onclick: () => busy(add, () => change("PUT", select.value)) });
  return el(
    "section",
    null,
    el("h2", null, say("policies")),
    user.policies.length === 0
      ? el("p", { class: "quiet" }, say("noPolicies"))
      : el(
          "ul",
          { class: "attached" },
          ...user.policies.map((policy) => {
            const remove = button(`${say("detach")}: ${policy}`, { icon: "close", alone: true, onclick: () => busy(remove, () => change("DELETE", policy)) });
            return el("li", null, named(policy), remove);
          }),
        ),
    user.groups.length > 0 && el("p", { class: "quiet" }, `${say("groups")}: `, named(user.groups.join(", "))),
    others.length > 0 && el("div", { class: "tools" }, select, add),
  );
}

/** One user: its keys, and what it may do. */
export async function user(context, name) {
  const { signal } = context;
  const [users, known, held] = await Promise.all([told("GET", "users", {}, signal), told("GET", "policies", {}, signal), told("GET", "keys", { user: name }, signal)]);
  const found = users.find((one) => one.name === name);
  const remove = async () => {
    if (await confirm(say("deleteUser"), [say("deleteUserHint", { name })], say("delete"), () => admin("DELETE", "users", { name }))) {
      location.hash = to("users");
    }
  };
  return [
    el("nav", { class: "trail", "aria-label": say("path") }, el("ol", null, el("li", null, el("a", { href: to("users") }, say("users"))))),
    el("div", { class: "head" }, el("h1", null, icon("people"), named(name)), button(say("deleteUser"), { icon: "trash", onclick: remove })),
    el("section", null, el("dl", null, el("dt", null, "ID"), el("dd", null, el("code", { translate: "no" }, found.id)), el("dt", null, say("created")), el("dd", null, exactTime(found.createdAt)))),
    keys(found, held, context),
    policies(found, known, context),
  ];
}

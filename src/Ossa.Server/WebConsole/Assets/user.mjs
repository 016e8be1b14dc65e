import { attachments } from "./attachments.mjs";
import { snippet } from "./copy.mjs";
import { confirm, open } from "./dialog.mjs";
import { button, el } from "./dom.mjs";
import { exactTime, time } from "./format.mjs";
import { busy, tell } from "./notice.mjs";
import { admin, told } from "./oss.mjs";
import { head, policiesOf } from "./people.mjs";
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
    el("td", { class: "extra" }, key.lastUse ? el("span", null, time(key.lastUse.at), ` (${key.lastUse.service})`) : say("never")),
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
    all.length === 0 ? el("p", { class: "quiet" }, say("noKeys")) : el("table", { class: "list" }, el("thead", null, el("tr", null, el("th", null, say("accessKeyId")), el("th", null, say("state")), el("th", { class: "extra" }, say("created")), el("th", { class: "extra" }, say("lastUsed")), el("th", null, el("span", { class: "unseen" }, say("actions"))))), el("tbody", null, ...all.map((key) => keyRow(key, context)))),
  );
}

/** One user: its keys, its groups, and what it may do. */
export async function user(context, name) {
  const { signal, again } = context;
  const [users, groups, known, held] = await Promise.all([
    told("GET", "users", {}, signal),
    told("GET", "groups", {}, signal),
    told("GET", "policies", {}, signal),
    told("GET", "keys", { user: name }, signal),
  ]);
  const found = users.find((one) => one.name === name);
  return [
    ...head({ kind: "users", name, word: say("deleteUser"), hint: say("deleteUserHint", { name }) }),
    el("section", null, el("dl", null, el("dt", null, "ID"), el("dd", null, el("code", { translate: "no" }, found.id)), el("dt", null, say("created")), el("dd", null, exactTime(found.createdAt)))),
    keys(found, held, context),
    policiesOf("user", found, known, again),
    attachments({
      title: say("groups"),
      nothing: say("inNoGroup"),
      label: say("group"),
      word: say("add"),
      away: say("remove"),
      attached: found.groups,
      known: groups.map((group) => group.name),
      address: (group) => to("group", group),
      change: (method, group) => admin(method, "groups/members", { user: name, group }).then(again),
    }),
  ];
}

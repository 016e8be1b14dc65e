import { button, el, named } from "./dom.mjs";
import { busy } from "./notice.mjs";
import { say } from "./words.mjs";

/**
 * A list of names that are attached to something, each with a button that takes it away, and a choice of those that can be added. "change" is told
 * PUT or DELETE and the name.
 */
export function attachments({ title, hint = null, nothing, label, word = say("attach"), away = say("detach"), attached, known, address, change }) {
  const others = known.filter((name) => !attached.includes(name));
  const select = el("select", { "aria-label": label }, ...others.map((name) => el("option", { value: name }, name)));
  const add = button(word, { onclick: () => busy(add, () => change("PUT", select.value)) });
  return el(
    "section",
    null,
    el("h2", null, title),
    hint && el("p", { class: "quiet" }, hint),
    attached.length === 0
      ? el("p", { class: "quiet" }, nothing)
      : el(
          "ul",
          { class: "attached" },
          ...attached.map((name) => {
            const remove = button(`${away}: ${name}`, { icon: "close", alone: true, onclick: () => busy(remove, () => change("DELETE", name)) });
            return el("li", null, el("a", { href: address(name) }, named(name)), remove);
          }),
        ),
    others.length > 0 && el("div", { class: "tools" }, select, add),
  );
}

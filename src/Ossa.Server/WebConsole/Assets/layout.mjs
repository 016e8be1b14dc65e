import { button, el, icon } from "./dom.mjs";
import { busy } from "./notice.mjs";
import { say } from "./words.mjs";

/** What surrounds a view: where one can go, and who is signed in. */
export function layout(who, views, onSignOut) {
  const links = views.map(({ name, word, icon: drawing }) =>
    el("a", { href: `#/${name}`, "data-view": name }, icon(drawing), el("span", null, say(word))),
  );
  const signOut = button(say("signOut"), { onclick: () => busy(signOut, onSignOut) });
  const main = el("main", { class: "view", id: "view", tabindex: "-1" });
  const node = el(
    "div",
    { class: "frame" },
    el("a", { class: "skip", href: "#view", onclick: (event) => (event.preventDefault(), main.focus()) }, say("skip")),
    el(
      "header",
      { class: "side" },
      el("p", { class: "brand" }, "Ossa"),
      el("nav", { "aria-label": say("sections") }, ...links),
      el(
        "div",
        { class: "who" },
        el("p", { title: who.arn }, el("span", { class: "quiet" }, say(who.isOwner ? "accountItself" : "signedInAs")), el("code", { translate: "no" }, who.accessKeyId)),
        signOut,
      ),
    ),
    main,
  );
  return {
    node,
    main,
    /** Marks where one is. */
    mark(name) {
      for (const link of links) {
        link.toggleAttribute("aria-current", false);
        if (link.dataset.view === name) {
          link.setAttribute("aria-current", "page");
          // On a phone the menu is wider than the page.
          link.scrollIntoView({ block: "nearest", inline: "nearest" });
        }
      }
    },
  };
}

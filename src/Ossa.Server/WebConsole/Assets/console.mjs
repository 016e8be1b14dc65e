// The console: signs in, and shows the view that the address names.
import { audit } from "./audit.mjs";
import { buckets } from "./buckets.mjs";
import { el } from "./dom.mjs";
import { explain } from "./notice.mjs";
import { explaining } from "./explaining.mjs";
import { forget, restore } from "./uploads.mjs";
import { group, groups } from "./groups.mjs";
import { health } from "./health.mjs";
import { layout } from "./layout.mjs";
import { links } from "./links.mjs";
import { object } from "./object.mjs";
import { objects } from "./objects.mjs";
import { own } from "./oss.mjs";
import { policies, policy } from "./policies.mjs";
import { read } from "./route.mjs";
import { role, roles } from "./roles.mjs";
import { say } from "./words.mjs";
import { settings } from "./settings.mjs";
import { signIn } from "./sign-in.mjs";
import { user } from "./user.mjs";
import { users } from "./users.mjs";

const place = document.getElementById("console");

const VIEWS = [
  { name: "buckets", word: "buckets", icon: "bucket", show: buckets, isFor: () => true },
  { name: "links", word: "links", icon: "link", show: links, isFor: (who) => who.maySeeLinks },
  { name: "users", word: "users", icon: "people", show: users, isFor: (who) => who.mayManageUsers },
  { name: "audit", word: "audit", icon: "audit", show: audit, isFor: (who) => who.isOwner },
  { name: "explain", word: "explain", icon: "explain", show: explaining, isFor: (who) => who.isOwner },
  { name: "health", word: "health", icon: "health", show: health, isFor: (who) => who.isOwner },
];

// Views without a place in the menu, with the one that they belong to.
const further = (within, views) => Object.fromEntries(Object.entries(views).map(([name, show]) => [name, { show, within }]));
const FURTHER = { ...further("buckets", { objects, object, settings }), ...further("users", { user, groups, group, roles, role, policies, policy }) };

let frame = null;
let who = null;
let running = null;

async function show(isNew = true) {
  if (who === null) {
    return;
  }
  const { view, parts } = read(location.hash);
  const menu = VIEWS.filter((known) => known.isFor(who));
  const chosen = FURTHER[view] ?? menu.find(({ name }) => name === view) ?? menu[0];
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  frame.mark(chosen.within ?? chosen.name);
  frame.main.setAttribute("aria-busy", "true");
  let shown;
  try {
    shown = await chosen.show({ who, signal, again: () => show(false) }, ...parts);
  } catch (error) {
    shown = [el("h1", null, say("failed")), el("p", { role: "alert" }, explain(error)), error.requestId && el("p", { class: "quiet" }, `${say("request")} ${error.requestId}`)];
  }
  if (signal.aborted) {
    return;
  }
  frame.main.replaceChildren(...[shown].flat().filter(Boolean));
  frame.main.removeAttribute("aria-busy");
  const heading = frame.main.querySelector("h1");
  document.title = `${heading.textContent} · Ossa`;
  // Whoever hears the page must know that it is another one; a dialog keeps the focus.
  if (isNew && !document.querySelector("dialog[open]")) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function enter(signedIn) {
  who = signedIn;
  frame = layout(
    who,
    VIEWS.filter(({ isFor }) => isFor(who)),
    async () => {
      await forget();
      await own("DELETE", "session");
      leave(null);
    },
  );
  place.replaceChildren(frame.node);
  restore();
  show();
}

function leave(reason) {
  running?.abort();
  who = frame = null;
  forget();
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.title = "Ossa";
  place.replaceChildren(signIn(reason, enter));
}

addEventListener("hashchange", () => show());
// The view of the folder into which something came may be another one than that which began it.
addEventListener("uploaded", ({ detail }) => {
  const { view, parts } = read(location.hash);
  if (view === "objects" && parts[0] === detail.bucket) {
    show(false);
  }
});
addEventListener("session-ended", ({ detail }) => {
  if (who !== null) {
    leave(detail.code === "ConsoleSessionEnded" ? say("sessionEnded") : detail.message);
  }
});
addEventListener("beforeunload", (event) => {
  if (document.querySelector(".upload[data-state=running]")) {
    event.preventDefault();
  }
});

own("GET", "session").then((signedIn) => (signedIn === null ? leave(null) : enter(signedIn)), (error) => leave(error.status === 401 && error.code === "ConsoleSessionEnded" ? null : explain(error)));

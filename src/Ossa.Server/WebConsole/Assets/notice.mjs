import { corner } from "./corner.mjs";
import { button, el } from "./dom.mjs";
import { say } from "./words.mjs";

const SHOWN_MILLISECONDS = 6_000;

// Readers hear what is put into a place that was there before.
const place = el("div", { class: "notices", role: "status", "aria-live": "polite" });
corner.append(place);

function show(text, kind) {
  const note = el("div", { class: `notice ${kind}` }, el("p", null, text), button(say("close"), { icon: "close", alone: true, onclick: () => note.remove() }));
  place.append(note);
  return note;
}

/** Says for a while that something was done; what was done before it is said no more. */
export function tell(text) {
  place.querySelectorAll(".good").forEach((note) => note.remove());
  const note = show(text, "good");
  setTimeout(() => note.remove(), SHOWN_MILLISECONDS);
}

/** Says that something failed, until somebody has read it. What was given up on purpose is no failure. */
export function complain(error) {
  if (error.name !== "AbortError" && error.status !== 401) {
    show(explain(error), "bad");
  }
}

/** What to say of a failure. */
export const explain = (error) => (error instanceof TypeError ? say("noConnection") : error.message);

/** Does something for a button, which cannot be pressed again meanwhile, and says where it failed. */
export async function busy(pressed, act) {
  pressed.disabled = true;
  try {
    return await act();
  } catch (error) {
    complain(error);
    return null;
  } finally {
    pressed.disabled = false;
  }
}

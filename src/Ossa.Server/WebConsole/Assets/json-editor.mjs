import { field } from "./dialog.mjs";
import { button, el } from "./dom.mjs";
import { say } from "./words.mjs";

/** JSON in an order for people; what is none stays as it is. */
function tidy(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A field for a policy, which says while it is written whether it is JSON, and where it stops being it. What it means, the server checks. */
export function jsonEditor(label, initial, { name = null, readonly = false, rows = 16 } = {}) {
  const state = el("p", { class: "quiet", role: "status" });
  const input = el("textarea", { name, rows, required: true, readonly, spellcheck: "false", autocomplete: "off", autocapitalize: "off", translate: "no", oninput: check });
  function check() {
    try {
      JSON.parse(input.value);
      [state.textContent, state.className] = [say("isJson"), "quiet"];
    } catch (error) {
      [state.textContent, state.className] = [say("notJson", { reason: error.message }), "bad"];
    }
  }
  input.value = tidy(initial);
  const order = button(say("tidy"), { onclick: () => ((input.value = tidy(input.value)), check()) });
  return { input, node: el("div", { class: "editor" }, field(label, input), readonly ? null : el("div", { class: "tools" }, order, state)) };
}

import { button, el } from "./dom.mjs";
import { say } from "./words.mjs";

const SAID_MILLISECONDS = 2_000;

/** Text to be copied, with a button that does it. */
export function snippet(text, isLine = false) {
  const shown = el("pre", { tabindex: "0", translate: "no", class: isLine ? "wrapped" : null }, text);
  const copy = button(say("copy"), {
    onclick: async () => {
      // Only pages that came by https or from this machine may write to the clipboard; elsewhere the text is selected.
      const isCopied = await (navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false);
      if (!isCopied) {
        getSelection().selectAllChildren(shown);
      }
      copy.textContent = say(isCopied ? "copied" : "selected");
      setTimeout(() => (copy.textContent = say("copy")), SAID_MILLISECONDS);
    },
  });
  return el("div", { class: "snippet" }, shown, copy);
}

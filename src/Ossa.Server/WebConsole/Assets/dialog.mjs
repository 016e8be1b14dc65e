import { button, el } from "./dom.mjs";
import { explain } from "./notice.mjs";
import { say } from "./words.mjs";

let numbers = 0;

/** Opens a dialog with a title; it is gone when it is closed, and the focus is back where it was. */
export function open(title, ...content) {
  const id = `dialog-${++numbers}`;
  const node = el(
    "dialog",
    { "aria-labelledby": id },
    el("header", null, el("h2", { id }, title), button(say("close"), { icon: "close", alone: true, onclick: () => node.close() })),
    ...content,
  );
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
  return node;
}

/**
 * Opens a dialog with a form. Submitting does something, and closes it unless that fails, which is said in it. Gives a promise of what was done,
 * or of null where it was closed otherwise.
 */
export function form(title, word, fields, act, kind = "main") {
  return new Promise((resolve) => {
    const alert = el("p", { role: "alert", class: "bad" });
    const submit = button(word, { kind, type: "submit" });
    let result = null;
    const node = open(
      title,
      el(
        "form",
        {
          method: "post",
          onsubmit: async (event) => {
            event.preventDefault();
            submit.disabled = true;
            alert.textContent = "";
            try {
              result = (await act(new FormData(event.target))) ?? true;
              node.close();
            } catch (error) {
              alert.textContent = explain(error);
            } finally {
              submit.disabled = false;
            }
          },
        },
        ...fields,
        alert,
        el("div", { class: "actions" }, submit, button(say("cancel"), { onclick: () => node.close() })),
      ),
    );
    node.addEventListener("close", () => resolve(result));
  });
}

/** Asks whether something that cannot be undone is to be done, and does it. */
export const confirm = (title, texts, word, act) =>
  form(title, word, texts.map((text) => el("p", null, text)), act, "danger");

/** The same for what is worse: somebody has to type its name to go on. */
export const confirmNamed = (title, texts, word, name, act) =>
  form(
    title,
    word,
    [
      ...texts.map((text) => el("p", null, text)),
      field(say("typeName", { name }), el("input", { name: "name", type: "text", required: true, autocomplete: "off", autocapitalize: "off", spellcheck: "false" })),
    ],
    async (values) => {
      if (values.get("name") !== name) {
        throw new Error(say("otherName"));
      }
      await act();
    },
    "danger",
  );

/** A field of a form with its label, and what there is to say about it. */
export function field(label, input, hint = null) {
  const id = `field-${++numbers}`;
  input.id = id;
  if (hint !== null) {
    input.setAttribute("aria-describedby", `${id}-hint`);
  }
  return el("div", { class: "field" }, el("label", { for: id }, label), input, hint !== null && el("p", { class: "quiet hint", id: `${id}-hint` }, hint));
}

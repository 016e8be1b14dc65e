import { button, el } from "./dom.mjs";
import { busy, explain, tell } from "./notice.mjs";
import { say } from "./words.mjs";

/** What is set, or null where nothing is. */
export async function present(load) {
  try {
    return await load();
  } catch (error) {
    if (error.status === 404) {
      return null;
    }
    throw error;
  }
}

/** A section of settings with what loading it gives; who may not see them is told so. */
async function told(title, hint, load) {
  let shown;
  try {
    shown = await load();
  } catch (error) {
    shown = [el("p", { class: "quiet" }, error.status === 403 ? say("notAllowed") : explain(error))];
  }
  return el("section", null, el("h2", null, title), el("p", { class: "quiet" }, hint), ...shown);
}

/** A section of settings with a button that saves them. */
export const section = (title, hint, load) =>
  told(title, hint, async () => {
    const { fields, save, further = [] } = await load();
    const submit = button(say("save"), {
      onclick: () =>
        busy(submit, async () => {
          await save();
          tell(say("saved"));
        }),
    });
    return [...fields, el("div", { class: "tools" }, submit, ...further)];
  });

/** A section whose buttons each change something. A change shows it anew and leaves what is being written in the others. */
export async function acting(title, hint, load) {
  const node = await told(title, hint, () =>
    load(async () => {
      const renewed = await acting(title, hint, load);
      node.replaceWith(renewed);
      renewed.querySelector(".tools button")?.focus();
    }),
  );
  return node;
}

/** A choice among values with their words. */
export const select = (label, values, chosen) =>
  el("select", { "aria-label": label }, ...values.map(([value, word]) => el("option", { value, selected: value === chosen }, word)));

/** What a field has that takes a name or a key, which no browser is to complete or to correct. */
export const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", translate: "no" };

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

/** A section of settings with a button that saves them; who may not see them is told so. */
export async function section(title, hint, load) {
  const intro = [el("h2", null, title), el("p", { class: "quiet" }, hint)];
  try {
    const { fields, save, further = [] } = await load();
    const submit = button(say("save"), {
      onclick: () =>
        busy(submit, async () => {
          await save();
          tell(say("saved"));
        }),
    });
    return el("section", null, ...intro, ...fields, el("div", { class: "tools" }, submit, ...further));
  } catch (error) {
    return el("section", null, ...intro, el("p", { class: "quiet" }, error.status === 403 ? say("notAllowed") : explain(error)));
  }
}

/** A choice among values with their words. */
export const select = (label, values, chosen) =>
  el("select", { "aria-label": label }, ...values.map(([value, word]) => el("option", { value, selected: value === chosen }, word)));

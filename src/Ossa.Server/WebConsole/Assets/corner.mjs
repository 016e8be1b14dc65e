import { el } from "./dom.mjs";

/** The corner of the page for what stays whatever view is shown, one thing above another, so that none hides another. */
export const corner = el("div", { class: "corner" });
document.body.append(corner);

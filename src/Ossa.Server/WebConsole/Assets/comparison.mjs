import { el, named, visible } from "./dom.mjs";
import { say } from "./words.mjs";

/** How many characters two texts have in common at their beginning. */
function common(one, other) {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) {
    length++;
  }
  return length;
}

const reversed = (text) => [...text].reverse().join("");

/** A text with what another one has otherwise marked in it. */
function marked(text, other) {
  const start = common(text, other);
  const end = Math.min(common(reversed(text), reversed(other)), text.length - start, other.length - start);
  const middle = text.slice(start, text.length - end);
  return el("bdi", { translate: "no" }, visible(text.slice(0, start)), middle && el("mark", null, visible(middle)), visible(text.slice(text.length - end)));
}

function side(text, other, isDifferent) {
  if (text === null || text === undefined) {
    return el("span", { class: "quiet" }, say("partMissing"));
  }
  return isDifferent ? marked(text, other ?? "") : named(text);
}

function row({ label, signed, received, differs }) {
  return el(
    "tr",
    { class: differs ? "differs" : null },
    el("th", { scope: "row" }, label, differs && el("span", { class: "tag bad" }, say("partDiffers"))),
    el("td", { "data-side": say("partSigned") }, el("code", null, side(signed, received, differs))),
    el("td", { "data-side": say("partReceived") }, el("code", null, side(received, signed, differs))),
  );
}

/** What was signed beside what the server read, part by part, with what differs marked. */
export function comparison(parts) {
  return el(
    "section",
    null,
    el("h2", null, say("explainSides")),
    el("p", { class: "quiet" }, say(parts.some(({ differs }) => differs) ? "sidesDiffer" : "sidesEqual")),
    el(
      "table",
      { class: "list sides" },
      el("thead", null, el("tr", null, el("th", { scope: "col" }, say("part")), el("th", { scope: "col" }, say("partSigned")), el("th", { scope: "col" }, say("partReceived")))),
      el("tbody", null, ...parts.map(row)),
    ),
  );
}

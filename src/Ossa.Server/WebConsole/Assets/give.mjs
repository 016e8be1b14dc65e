import { open } from "./dialog.mjs";
import { button, el, visible } from "./dom.mjs";
import { exactTime, nameOf } from "./format.mjs";
import { handed } from "./handed.mjs";
import { limits, makeLink, SIGNED, until, validity } from "./link-form.mjs";
import { explain } from "./notice.mjs";
import { own, told } from "./oss.mjs";
import { say } from "./words.mjs";

/** Says whether what is to be made would give the object; the server foresees as much time as a signature can hold. */
async function check(bucket, key, seconds) {
  const end = until(Math.min(seconds, SIGNED)).toISOString().replace(/\.\d+/, "");
  const forecast = await told("POST", "access", { method: "GET", bucket, key, until: end.replace(/[-:]/g, "") });
  const isFurther = seconds > SIGNED && new Date(forecast.end) >= new Date(end);
  return forecast.isAllowed
    ? { text: isFurther ? say("mayReadFurther") : say("mayRead", { time: exactTime(forecast.end) }), kind: "good" }
    : { text: say("mayNotRead", { reason: forecast.reason ?? forecast.code }), kind: "bad" };
}

async function makeUrl(bucket, key, seconds) {
  const { url, expiresAt } = await own("POST", "url", { bucket, key, seconds });
  return { url, page: null, key, end: expiresAt, isDownload: true };
}

function kinds(onChange) {
  const choice = (value, isChosen) =>
    el(
      "label",
      { class: "choice" },
      el("input", { type: "radio", name: "kind", value, checked: isChosen, onchange: () => onChange(value) }),
      el("span", null, el("b", null, say(value === "link" ? "aLink" : "aUrl")), el("span", { class: "quiet hint" }, say(value === "link" ? "aLinkHint" : "aUrlHint"))),
    );
  return el("fieldset", null, el("legend", { class: "unseen" }, say("kind")), choice("link", true), choice("url", false));
}

/** A dialog with a form that ends by showing what was made. */
function making(title, make, ...content) {
  const alert = el("p", { role: "alert", class: "bad" });
  const submit = button(say("makeIt"), { kind: "main", type: "submit" });
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
            const made = await make(new FormData(event.target));
            const shown = [el("p", { class: "good", role: "status" }, say(made.page ? "linkMade" : "urlMade", { time: exactTime(made.end) })), ...(await handed(made)).filter(Boolean)];
            event.target.replaceWith(el("div", { class: "handed" }, ...shown));
            node.querySelector("pre").focus();
          } catch (error) {
            alert.textContent = explain(error);
          } finally {
            submit.disabled = false;
          }
        },
      },
      ...content,
      alert,
      el("div", { class: "actions" }, submit, button(say("cancel"), { onclick: () => node.close() })),
    ),
  );
  node.classList.add("wide");
}

/** Shares an object, or a folder, whose key then ends with a slash: by a link that can be taken back, or by a plain signed URL. */
export function give(who, bucket, key, isFolder = false) {
  const permission = el("p", { class: "quiet", role: "status" });
  const slider = validity(who.maySeeLinks ? undefined : SIGNED);
  const kind = isFolder ? "folder" : null;
  const further = limits(kind);
  const judge = () =>
    check(bucket, key, slider.seconds()).then(
      (found) => ((permission.textContent = found.text), (permission.className = found.kind)),
      (error) => ((permission.textContent = explain(error)), (permission.className = "bad")),
    );
  making(
    say("shareTitle", { name: visible(nameOf(key) || bucket) }),
    (values) => (who.maySeeLinks && values.get("kind") !== "url" ? makeLink(bucket, key, kind, slider.seconds(), values) : makeUrl(bucket, key, slider.seconds())),
    who.maySeeLinks && !isFolder && kinds((chosen) => {
        further.hidden = chosen === "url";
        slider.bound(further.hidden ? SIGNED : null);
        judge();
      }),
    slider.node,
    who.maySeeLinks && further,
    permission,
  );
  if (!isFolder) {
    slider.input.addEventListener("change", judge);
    judge();
  }
}

/** Lets somebody without an account send files into a folder, by a link that shows nothing of what is there. */
export function receive(bucket, prefix) {
  const slider = validity();
  making(
    say("receiveTitle", { name: visible(nameOf(prefix) || bucket) }),
    (values) => makeLink(bucket, prefix, "upload", slider.seconds(), values),
    el("p", { class: "quiet" }, say("receiveHint")),
    slider.node,
    limits("upload"),
  );
}

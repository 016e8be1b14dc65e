import { button, el } from "./dom.mjs";
import { field } from "./dialog.mjs";
import { explain } from "./notice.mjs";
import { own } from "./oss.mjs";
import { say } from "./words.mjs";

const input = (name, type, more) =>
  el("input", { name, type, autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...more });

/** The form to sign in. The secret is sent once and kept nowhere. */
export function signIn(reason, onSignedIn) {
  const alert = el("p", { role: "alert", class: "bad" }, reason ?? "");
  const submit = button(say("signIn"), { kind: "main", type: "submit" });
  const id = input("id", "text", { required: true });
  const secret = input("secret", "password", { required: true });
  const token = input("token", "text");
  const send = async (event) => {
    event.preventDefault();
    submit.disabled = true;
    alert.textContent = "";
    try {
      const [accessKeyId, accessKeySecret, securityToken] = [id, secret, token].map(({ value }) => value.trim());
      const who = await own("POST", "session", { accessKeyId, accessKeySecret, securityToken });
      secret.value = token.value = "";
      onSignedIn(who);
    } catch (error) {
      alert.textContent = explain(error);
      secret.select();
    } finally {
      submit.disabled = false;
    }
  };
  const node = el(
    "main",
    { class: "narrow" },
    el("p", { class: "brand" }, "Ossa"),
    el("h1", null, say("signInTitle")),
    el("p", { class: "quiet" }, say("signInHint")),
    el(
      "form",
      { method: "post", onsubmit: send },
      field(say("accessKeyId"), id),
      field(say("accessKeySecret"), secret),
      el("details", null, el("summary", null, say("temporaryKey")), el("div", null, field(say("securityToken"), token))),
      alert,
      el("div", { class: "actions" }, submit),
    ),
  );
  queueMicrotask(() => id.focus());
  return node;
}

import { button, el, icon, named } from "./dom.mjs";
import { exactTime, time } from "./format.mjs";
import { jsonEditor } from "./json-editor.mjs";
import { busy, explain, tell } from "./notice.mjs";
import { told } from "./oss.mjs";
import { create, head, list, nameField } from "./people.mjs";
import { to } from "./route.mjs";
import { say } from "./words.mjs";

const KIND = { all: "policies", one: "policy" };

// Those of the system are as old as time.
const isOfSystem = ({ updatedAt }) => Date.parse(updatedAt) === 0;

const example = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: ["oss:GetObject", "oss:ListObjects"], Resource: ["acs:oss:*:*:my-bucket", "acs:oss:*:*:my-bucket/*"] }] });

const write = (name, document) => told("POST", "policies", { name, document });

function row(policy) {
  const isSystem = isOfSystem(policy);
  return el(
    "tr",
    null,
    el("td", { class: "name" }, icon("audit"), el("span", null, el("a", { href: to("policy", policy.name) }, named(policy.name)), policy.description && el("span", { class: "where quiet" }, named(policy.description)))),
    el("td", null, el("span", { class: "tag" }, say(isSystem ? "policyOfSystem" : "policyOwn"))),
    el("td", { class: "extra" }, isSystem ? "" : time(policy.updatedAt)),
  );
}

/** The policies, those of the system first. */
export async function policies({ signal }) {
  const all = await told("GET", "policies", {}, signal);
  return list({
    kind: KIND,
    word: say("createPolicy"),
    make: () =>
      create(say("createPolicy"), [nameField(say("policyNameHint"), 128, "[A-Za-z0-9\\-]+"), jsonEditor(say("policyJson"), example, { name: "document" }).node], (values) =>
        write(values.get("name"), values.get("document")),
      ),
    hint: say("policiesHint"),
    nothing: say("noPolicies"),
    heads: [[say("name")], [say("kind")], [say("changed"), "extra"]],
    rows: all.map(row),
  });
}

/** One policy, which is edited unless it is of the system. */
export async function policy({ signal }, name) {
  const found = await told("GET", "policy", { name }, signal);
  const isSystem = isOfSystem(found);
  const alert = el("p", { role: "alert", class: "bad" });
  const { input, node } = jsonEditor(say("policyJson"), found.json, { readonly: isSystem });
  const save = button(say("save"), {
    kind: "main",
    onclick: () => {
      alert.textContent = "";
      return busy(save, async () => {
        try {
          await write(name, input.value);
          tell(say("saved"));
        } catch (error) {
          alert.textContent = explain(error);
        }
      });
    },
  });
  const [trail, title] = head({ kind: "policies", name, word: say("deletePolicy"), hint: say("deletePolicyHint") });
  title.lastChild.hidden = isSystem;
  return [
    trail,
    title,
    el("p", { class: "quiet" }, isSystem ? say("policyFixed") : say("policyChanged", { time: exactTime(found.updatedAt) })),
    el("section", null, node, alert, isSystem ? null : el("div", { class: "tools" }, save)),
  ];
}

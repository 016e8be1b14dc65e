import { field } from "./dialog.mjs";
import { el } from "./dom.mjs";
import { document as read, oss } from "./oss.mjs";
import { plain, present } from "./setting.mjs";
import { say } from "./words.mjs";
import { all, element, text, written } from "./xml.mjs";

/** What a bucket shows to visitors: the page of a folder, and that for what is not there. Rules that lead elsewhere stay as they are. */
export async function website(bucket, signal) {
  const root = await present(() => read(bucket, null, { website: "" }, signal));
  const node = (name) => (root === null ? undefined : all(root, name)[0]);
  const value = (outer, name) => (node(outer) ? (text(node(outer), name) ?? "") : "");
  const input = (initial, more) => el("input", { type: "text", value: initial, ...plain, ...more });
  const index = input(value("IndexDocument", "Suffix"), { placeholder: "index.html" });
  const folders = el("input", { type: "checkbox", checked: value("IndexDocument", "SupportSubDir") === "true" });
  const error = input(value("ErrorDocument", "Key"), { placeholder: "404.html" });
  const status = el("select", null, ...["404", "200"].map((code) => el("option", { value: code, selected: code === value("ErrorDocument", "HttpStatus") }, code)));
  const rules = node("RoutingRules");
  const body = () =>
    [
      "<WebsiteConfiguration>",
      index.value && `<IndexDocument>${element("Suffix", index.value)}${element("SupportSubDir", folders.checked)}${folders.checked ? element("Type", value("IndexDocument", "Type")) : ""}</IndexDocument>`,
      error.value && `<ErrorDocument>${element("Key", error.value)}${element("HttpStatus", status.value)}</ErrorDocument>`,
      rules ? written(rules) : "",
      "</WebsiteConfiguration>",
    ].join("");
  return {
    fields: [
      field(say("websiteIndex"), index, say("websiteIndexHint")),
      el("label", { class: "choice" }, folders, say("websiteFolders")),
      field(say("websiteError"), error, say("websiteErrorHint")),
      field(say("status"), status),
      rules && el("p", { class: "quiet" }, say("websiteRules", { count: rules.children.length })),
    ],
    save: () =>
      index.value || error.value || rules
        ? oss("PUT", bucket, null, { query: { website: "" }, body: body() })
        : oss("DELETE", bucket, null, { query: { website: "" } }),
  };
}

import { field } from "./dialog.mjs";
import { el } from "./dom.mjs";
import { document as read, oss } from "./oss.mjs";
import { plain, present, select } from "./setting.mjs";
import { say } from "./words.mjs";
import { all, element, text } from "./xml.mjs";

const QUERY = { encryption: "" };

/** How what is written into a bucket is encrypted on the disk, where its sender says nothing of it. What is there already stays as it is. */
export async function encryption(bucket, signal) {
  const root = await present(() => read(bucket, null, QUERY, signal));
  const rule = root === null ? undefined : all(root, "ApplyServerSideEncryptionByDefault")[0];
  const value = (name) => (rule ? text(rule, name) : null);
  const methods = [["none", say("encryptionNone")], ["AES256", say("encryptionServer")], ["KMS", say("encryptionKeyring")]];
  const chosen = select(say("serverEncryption"), methods, value("SSEAlgorithm") ?? "none");
  const name = el("input", { type: "text", value: value("KMSMasterKeyID") ?? "", ...plain });
  const key = field(say("encryptionKey"), name, say("encryptionKeyHint"));
  const update = () => (key.hidden = chosen.value !== "KMS");
  chosen.addEventListener("change", update);
  update();
  const body = () =>
    [
      "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault>",
      element("SSEAlgorithm", chosen.value),
      chosen.value === "KMS" ? element("KMSMasterKeyID", name.value.trim()) : "",
      "</ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>",
    ].join("");
  return {
    fields: [chosen, key],
    save: () => (chosen.value === "none" ? oss("DELETE", bucket, null, { query: QUERY }) : oss("PUT", bucket, null, { query: QUERY, body: body() })),
  };
}

import { confirm, field } from "./dialog.mjs";
import { button, el, named } from "./dom.mjs";
import { domains } from "./domains.mjs";
import { encryption } from "./encryption.mjs";
import { lifecycle } from "./lifecycle.mjs";
import { logging } from "./logging.mjs";
import { document as read, oss } from "./oss.mjs";
import { referer } from "./referer.mjs";
import { retention } from "./retention.mjs";
import { to } from "./route.mjs";
import { present, section, select } from "./setting.mjs";
import { website } from "./website.mjs";
import { say } from "./words.mjs";
import { all, escape, text } from "./xml.mjs";

const ACLS = ["private", "public-read", "public-read-write"];
const METHODS = { read: ["GET", "HEAD"], write: ["GET", "HEAD", "PUT", "POST", "DELETE"] };

async function acl(bucket, signal) {
  const root = await read(bucket, null, { acl: "" }, signal);
  const chosen = select(say("acl"), ACLS.map((value) => [value, say(`acl-${value}`)]), text(all(root, "AccessControlList")[0], "Grant"));
  return { fields: [chosen], save: () => oss("PUT", bucket, null, { query: { acl: "" }, headers: { "x-oss-acl": chosen.value } }) };
}

async function versioning(bucket, signal) {
  const status = text(await read(bucket, null, { versioning: "" }, signal), "Status");
  const words = [["Enabled", say("versioning-on")], ["Suspended", say(status === null ? "versioning-never" : "versioning-off")]];
  const chosen = select(say("versions"), words, status ?? "Suspended");
  const body = () => `<VersioningConfiguration><Status>${chosen.value}</Status></VersioningConfiguration>`;
  return {
    fields: [chosen],
    // A bucket that never kept versions need not be told that it keeps none.
    save: async () => (status === null && chosen.value === "Suspended" ? null : oss("PUT", bucket, null, { query: { versioning: "" }, body: body() })),
  };
}

const rule = (origins, methods) =>
  [
    "<CORSConfiguration><CORSRule>",
    ...origins.map((origin) => `<AllowedOrigin>${escape(origin)}</AllowedOrigin>`),
    ...methods.map((method) => `<AllowedMethod>${method}</AllowedMethod>`),
    "<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader><ExposeHeader>x-oss-hash-crc64ecma</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds>",
    "</CORSRule></CORSConfiguration>",
  ].join("");

async function cors(bucket, signal) {
  const root = await present(() => read(bucket, null, { cors: "" }, signal));
  const rules = root === null ? [] : all(root, "CORSRule");
  const texts = (name) => (rules.length === 1 ? all(rules[0], name).map((node) => node.textContent) : []);
  const preset = Object.keys(METHODS).find((name) => rules.length === 1 && METHODS[name].toSorted().join() === texts("AllowedMethod").toSorted().join());
  const chosen = select(
    say("cors"),
    [["none", say("cors-none")], ["read", say("cors-read")], ["write", say("cors-write")], ...(rules.length > 0 && !preset ? [["kept", say("cors-kept")]] : [])],
    rules.length === 0 ? "none" : (preset ?? "kept"),
  );
  const origins = el("input", { type: "text", value: preset ? texts("AllowedOrigin").join(", ") : "*", autocomplete: "off", spellcheck: "false" });
  return {
    fields: [chosen, field(say("origins"), origins, say("originsHint"))],
    save: async () => {
      if (chosen.value === "none") {
        await oss("DELETE", bucket, null, { query: { cors: "" } });
      } else if (chosen.value !== "kept") {
        const list = origins.value.split(",").map((origin) => origin.trim()).filter(Boolean);
        await oss("PUT", bucket, null, { query: { cors: "" }, body: rule(list, METHODS[chosen.value]) });
      }
    },
  };
}

async function policy(bucket, { signal, again }) {
  const json = await present(async () => (await oss("GET", bucket, null, { query: { policy: "" }, signal })).text());
  const editor = el("textarea", { "aria-label": say("bucketPolicy"), rows: 12, spellcheck: "false", autocomplete: "off", translate: "no", placeholder: say("noBucketPolicy") });
  editor.value = json === null ? "" : JSON.stringify(JSON.parse(json), null, 2);
  const remove = button(say("delete"), {
    icon: "trash",
    onclick: async () => (await confirm(say("deletePolicy"), [say("deletePolicyHint")], say("delete"), () => oss("DELETE", bucket, null, { query: { policy: "" } }))) && again(),
  });
  return {
    fields: [editor],
    further: json === null ? [] : [remove],
    save: () => oss("PUT", bucket, null, { query: { policy: "" }, headers: { "Content-Type": "application/json" }, body: editor.value }),
  };
}

/** The settings of a bucket. What is saved is checked by the server, which says what is wrong with it. */
export async function settings(context, bucket) {
  const { signal } = context;
  return [
    el("nav", { class: "trail", "aria-label": say("path") }, el("ol", null, el("li", null, el("a", { href: to("buckets") }, say("buckets"))), el("li", null, el("a", { href: to("objects", bucket, "") }, named(bucket))))),
    el("div", { class: "head" }, el("h1", null, say("settings"))),
    ...(await Promise.all([
      section(say("acl"), say("aclHint"), () => acl(bucket, signal)),
      section(say("versions"), say("versionsHint"), () => versioning(bucket, signal)),
      section(say("cors"), say("corsHint"), () => cors(bucket, signal)),
      section(say("serverEncryption"), say("serverEncryptionHint"), () => encryption(bucket, signal)),
      lifecycle(bucket, signal),
      retention(bucket, signal),
      section(say("referers"), say("referersHint"), () => referer(bucket, signal)),
      section(say("website"), say("websiteHint"), () => website(bucket, signal)),
      domains(bucket, signal),
      section(say("logging"), say("loggingHint"), () => logging(bucket, signal)),
      section(say("bucketPolicy"), say("bucketPolicyHint"), () => policy(bucket, context)),
    ])),
  ];
}

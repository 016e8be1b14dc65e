import { snippet } from "./copy.mjs";
import { confirm, field, form } from "./dialog.mjs";
import { button, el, named } from "./dom.mjs";
import { exactTime, time } from "./format.mjs";
import { tell } from "./notice.mjs";
import { document as read, oss } from "./oss.mjs";
import { acting, plain, present } from "./setting.mjs";
import { say } from "./words.mjs";
import { all, element, parse, text } from "./xml.mjs";

const UNPROVEN = "NeedVerifyDomainOwnership";

const body = (domain) => `<BucketCnameConfiguration><Cname>${element("Domain", domain)}</Cname></BucketCnameConfiguration>`;
const change = (bucket, comp, domain) => oss("POST", bucket, null, { query: { cname: "", comp }, body: body(domain) });

/** The token by which somebody shows whose a domain is: the one that counts still, or a new one. */
async function tokenOf(bucket, domain) {
  const root =
    (await present(() => read(bucket, null, { cname: domain, comp: "token" }))) ?? parse(await (await change(bucket, "token", domain)).text());
  return { domain: text(root, "Cname"), token: text(root, "Token"), expires: text(root, "ExpireTime") };
}

/** Shows the record that proves whose a domain is, and adds the domain once name servers tell it. */
const prove = (bucket, { domain, token, expires }) =>
  form(
    say("domainProve"),
    say("domainCheck"),
    [
      el("p", null, say("domainProveHint", { time: exactTime(expires) })),
      el("h3", null, say("domainRecord")),
      snippet(`_dnsauth.${domain}`, true),
      el("h3", null, say("domainValue")),
      snippet(token, true),
    ],
    () => change(bucket, "add", domain),
  );

/** Adds a domain, or shows how to prove whose it is where the server does not trust it already. */
async function add(bucket) {
  const added = await form(
    say("domainAdd"),
    say("add"),
    [field(say("domain"), el("input", { name: "domain", type: "text", required: true, maxlength: 253, placeholder: "img.example.com", inputmode: "url", ...plain }), say("domainAddHint"))],
    async (values) => {
      const domain = values.get("domain").trim();
      try {
        await change(bucket, "add", domain);
        return { domain };
      } catch (error) {
        if (error.code !== UNPROVEN) {
          throw error;
        }
        return tokenOf(bucket, domain);
      }
    },
  );
  return added?.token ? prove(bucket, added) : added;
}

const remove = (bucket, domain) => confirm(say("domainRemove"), [say("domainRemoveHint", { name: domain })], say("remove"), () => change(bucket, "delete", domain));

function row(bucket, { domain, modified }, again) {
  return el(
    "tr",
    null,
    el("td", { class: "name" }, el("span", null, named(domain), el("span", { class: "small quiet" }, time(modified)))),
    el("td", { class: "extra" }, time(modified)),
    el("td", { class: "acts" }, button(`${say("remove")}: ${domain}`, { icon: "trash", alone: true, onclick: async () => (await remove(bucket, domain)) && (tell(say("saved")), again()) })),
  );
}

/** The domains of its owner by which a bucket is reached. */
export const domains = (bucket, signal) =>
  acting(say("domains"), say("domainsHint"), async (again) => {
    const root = await present(() => read(bucket, null, { cname: "" }, signal));
    const mapped = root === null ? [] : all(root, "Cname").map((node) => ({ domain: text(node, "Domain"), modified: text(node, "LastModified") }));
    return [
      mapped.length > 0 &&
        el(
          "table",
          { class: "list" },
          el("thead", null, el("tr", null, el("th", { scope: "col" }, say("domain")), el("th", { scope: "col", class: "extra" }, say("created")), el("th", null, el("span", { class: "unseen" }, say("actions"))))),
          el("tbody", null, ...mapped.map((entry) => row(bucket, entry, again))),
        ),
      el("div", { class: "tools" }, button(say("domainAdd"), { icon: "plus", onclick: async () => (await add(bucket)) && (tell(say("saved")), again()) })),
    ].filter(Boolean);
  });

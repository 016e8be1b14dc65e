// Rules of lifecycle in two forms: fields for what most rules are, and XML for those that say more, so that nothing of them is lost.
import { all, element, escape, text, written } from "./xml.mjs";

/** The colder storage classes, the warmest first. */
export const CLASSES = ["IA", "Archive", "ColdArchive", "DeepColdArchive"];

// What the fields can say, each element with those that it may hold.
const KNOWN = {
  ID: [],
  Prefix: [],
  Status: [],
  Expiration: ["Days", "ExpiredObjectDeleteMarker"],
  Transition: ["Days", "StorageClass"],
  NoncurrentVersionExpiration: ["NoncurrentDays"],
  AbortMultipartUpload: ["Days"],
};

/** Whether the fields can say all that a rule says. */
const isSimple = (node) =>
  [...node.children].every(({ localName, children }) => KNOWN[localName] && [...children].every((child) => KNOWN[localName].includes(child.localName))) &&
  new Set(all(node, "Transition").map((transition) => text(transition, "StorageClass"))).size === all(node, "Transition").length;

/** What a rule says, from its element; "xml" is all of it where the fields cannot say it. */
export function readRule(node) {
  const within = (outer, name) => (all(node, outer)[0] ? text(all(node, outer)[0], name) : null);
  return {
    id: text(node, "ID") ?? "",
    prefix: text(node, "Prefix") ?? "",
    isEnabled: text(node, "Status") === "Enabled",
    days: within("Expiration", "Days"),
    removesMarkers: within("Expiration", "ExpiredObjectDeleteMarker") === "true",
    transitions: Object.fromEntries(all(node, "Transition").map((transition) => [text(transition, "StorageClass"), text(transition, "Days")])),
    olderDays: within("NoncurrentVersionExpiration", "NoncurrentDays"),
    uploadDays: within("AbortMultipartUpload", "Days"),
    xml: written(node),
    isSimple: isSimple(node),
  };
}

/** The element of a rule that fields tell. */
export function writeRule({ id, prefix, isEnabled, days, removesMarkers, transitions, olderDays, uploadDays }) {
  const expiration = `${element("Days", days)}${removesMarkers ? element("ExpiredObjectDeleteMarker", true) : ""}`;
  return [
    "<Rule>",
    element("ID", id),
    `<Prefix>${escape(prefix)}</Prefix>`,
    element("Status", isEnabled ? "Enabled" : "Disabled"),
    expiration && `<Expiration>${expiration}</Expiration>`,
    ...CLASSES.filter((name) => transitions[name]).map((name) => `<Transition>${element("Days", transitions[name])}${element("StorageClass", name)}</Transition>`),
    olderDays && `<NoncurrentVersionExpiration>${element("NoncurrentDays", olderDays)}</NoncurrentVersionExpiration>`,
    uploadDays && `<AbortMultipartUpload>${element("Days", uploadDays)}</AbortMultipartUpload>`,
    "</Rule>",
  ]
    .filter(Boolean)
    .join("");
}

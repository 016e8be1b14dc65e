// XML is read as XML and never shown. This is the only place that makes a document of text, and the page's policy allows no other.

const policy = globalThis.trustedTypes?.createPolicy("ossa-xml", { createHTML: (text) => text });

/** Reads a document; gives its root, whose name is empty where it is none. */
export function parse(text) {
  const trusted = policy ? policy.createHTML(text) : text;
  return new DOMParser().parseFromString(trusted, "application/xml").documentElement;
}

/** The elements of a name directly within one. */
export const all = (node, name) => [...node.children].filter((child) => child.localName === name);

/** The text of the first element of a name directly within one, or null. */
export const text = (node, name) => all(node, name)[0]?.textContent ?? null;

/** A document, or a part of one, as text. */
export const written = (node) => new XMLSerializer().serializeToString(node);

/** Text as it stands in a document. */
export const escape = (value) =>
  String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** An element with a text, or nothing where there is none. */
export const element = (name, value) => (value === null || value === undefined || value === "" ? "" : `<${name}>${escape(value)}</${name}>`);

/** The address of a view within the console. Keys are no paths, so each part is encoded as a whole. */
export const to = (view, ...parts) => `#/${[view, ...parts.map(encodeURIComponent)].join("/")}`;

/** What an address names: a view and its parts. An address that somebody mistyped names the first view. */
export function read(hash) {
  try {
    const [view, ...parts] = hash.replace(/^#\//, "").split("/").map(decodeURIComponent);
    return { view, parts };
  } catch {
    return { view: "", parts: [] };
  }
}

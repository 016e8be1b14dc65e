// The uploads in parts that this tab has begun, so that they can go on after the page was loaded anew. This is all that the console keeps in a browser:
// what is uploaded where, and no secret. It is gone with the tab, and when somebody signs out.

const NAME = "ossa-uploads";

/** What is kept, the oldest first. */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
  } catch {
    // Whatever stands there is none of ours.
    return [];
  }
}

function put(all) {
  if (all.length === 0) {
    sessionStorage.removeItem(NAME);
    return;
  }
  try {
    sessionStorage.setItem(NAME, JSON.stringify(all));
  } catch {
    // Without room, such an upload is begun anew after a reload.
    sessionStorage.removeItem(NAME);
  }
}

/** Keeps an upload, by its id. */
export const keep = (upload) => put([...kept().filter(({ id }) => id !== upload.id), upload]);

/** Forgets the upload of an id. */
export const drop = (gone) => put(kept().filter(({ id }) => id !== gone));

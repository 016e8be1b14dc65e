import { attachment } from "./format.mjs";
import { own } from "./oss.mjs";

// Long enough to begin; a download that has begun goes on.
const SECONDS = 300;

/** Has the browser save an object by a signed URL of its own. Its content never comes through the console, and is never shown by it. */
export async function download(bucket, key, versionId = null) {
  const { path } = await own("POST", "url", { bucket, key, seconds: SECONDS, versionId, disposition: attachment(key) });
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.rel = "noreferrer";
  link.click();
}

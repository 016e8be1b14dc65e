import { document as read } from "./oss.mjs";
import { all, text } from "./xml.mjs";

const PAGE = 100;

// Keys may hold what XML cannot, so they come percent-encoded.
const decoded = (node, name) => decodeURIComponent(text(node, name) ?? "");

/** One page of a bucket's objects, with folders rolled up; "next" is what the following page is asked with, or null. */
export async function list(bucket, prefix, token, signal) {
  const root = await read(
    bucket,
    null,
    { "list-type": 2, prefix, delimiter: "/", "max-keys": PAGE, "continuation-token": token, "encoding-type": "url" },
    signal,
  );
  return {
    folders: all(root, "CommonPrefixes").map((node) => decoded(node, "Prefix")),
    objects: all(root, "Contents").map((node) => ({
      key: decoded(node, "Key"),
      size: Number(text(node, "Size")),
      modified: text(node, "LastModified"),
      storageClass: text(node, "StorageClass"),
    })),
    next: text(root, "IsTruncated") === "true" ? text(root, "NextContinuationToken") : null,
  };
}

/** The versions of an object, the newest first, or none where none are kept. */
export async function versions(bucket, key, signal) {
  const root = await read(bucket, null, { versions: "", prefix: key, "max-keys": PAGE, "encoding-type": "url" }, signal);
  return [...root.children]
    .filter((node) => ["Version", "DeleteMarker"].includes(node.localName) && decoded(node, "Key") === key)
    .map((node) => ({
      id: text(node, "VersionId"),
      isLatest: text(node, "IsLatest") === "true",
      isMarker: node.localName === "DeleteMarker",
      size: Number(text(node, "Size")),
      modified: text(node, "LastModified"),
    }));
}

import { field } from "./dialog.mjs";
import { el } from "./dom.mjs";
import { document as read, oss } from "./oss.mjs";
import { plain } from "./setting.mjs";
import { say } from "./words.mjs";
import { all, element, text } from "./xml.mjs";

const QUERY = { logging: "" };

/** Into which bucket the requests for a bucket are logged, and how the names of the logs begin there. */
export async function logging(bucket, signal) {
  const enabled = all(await read(bucket, null, QUERY, signal), "LoggingEnabled")[0];
  const value = (name) => (enabled ? text(enabled, name) : null);
  const target = el("input", { type: "text", value: value("TargetBucket") ?? "", maxlength: 63, ...plain });
  const prefix = el("input", { type: "text", value: value("TargetPrefix") ?? "", placeholder: "logs/", ...plain });
  const body = () =>
    [
      "<BucketLoggingStatus><LoggingEnabled>",
      element("TargetBucket", target.value.trim()),
      element("TargetPrefix", prefix.value),
      element("LoggingRole", value("LoggingRole")),
      "</LoggingEnabled></BucketLoggingStatus>",
    ].join("");
  return {
    fields: [field(say("loggingTarget"), target, say("loggingTargetHint")), field(say("loggingPrefix"), prefix, say("loggingPrefixHint"))],
    save: () => (target.value.trim() === "" ? oss("DELETE", bucket, null, { query: QUERY }) : oss("PUT", bucket, null, { query: QUERY, body: body() })),
  };
}

// Speaks with the server: the operations of OSS and of the admin API as they are, in the name of whoever is signed in.
import { refused } from "./sayings.mjs";
import { parse, text } from "./xml.mjs";

const ROOT = "/-/console/";
// No page elsewhere can send this header, so the server knows that this one asks.
const MARK = { "X-Ossa-Console": "1" };

/** A refusal of the server; retryAfterSeconds is 0 where it names no time to come again. */
export class Refusal extends Error {
  constructor(status, code, message, requestId, retryAfterSeconds = 0) {
    super(message);
    Object.assign(this, { status, code, requestId, retryAfterSeconds });
  }

  static of(status, document, header) {
    const root = document && parse(document);
    const said = (name) => (root?.localName === "Error" ? text(root, name) : null);
    // Many refusals say in a detail what exactly is wrong.
    const [words, code] = [said("Message") ?? `HTTP ${status}`, said("Code") ?? ""];
    const rule = said("Rule") && `${said("ArgumentName")} ${said("Rule")}.`;
    const detail = said("ErrorDetail") ?? rule;
    const message = detail === null ? words : `${words.replace(/[.。]?$/, ":")} ${detail}`;
    return new Refusal(status, code, refused(code, message), header("x-oss-request-id"), Number(header("Retry-After") ?? 0));
  }
}

/** The path of an object: a browser would take dot segments away, so the key is one segment and has a mark before it. */
const pathOf = (bucket, key) =>
  `api/oss/${bucket === null ? "" : encodeURIComponent(bucket)}${key === null ? "" : `/key=${encodeURIComponent(key)}`}`;

function address(path, query) {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => (value === "" ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
  return ROOT + path + (parameters.length > 0 ? `?${parameters.join("&")}` : "");
}

function ended(refusal) {
  if (refusal.status === 401) {
    dispatchEvent(new CustomEvent("session-ended", { detail: refusal }));
  }
  return refusal;
}

async function ask(method, path, { query = {}, headers = {}, body = null, signal = null } = {}) {
  const answer = await fetch(address(path, query), {
    method,
    headers: { ...MARK, ...headers },
    body,
    signal,
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
  });
  if (answer.ok) {
    return answer;
  }
  const inHeader = answer.headers.get("x-oss-err");
  const document = inHeader === null ? await answer.text() : new TextDecoder().decode(Uint8Array.from(atob(inHeader), (c) => c.charCodeAt(0)));
  throw ended(Refusal.of(answer.status, document, (name) => answer.headers.get(name)));
}

/** An operation of OSS on a bucket, or on an object where there is a key; gives the answer. */
export const oss = (method, bucket, key = null, options = {}) => ask(method, pathOf(bucket, key), options);

/** The same; gives the root of the document that it answers. */
export const document = async (bucket, key, query, signal = null) =>
  parse(await (await oss("GET", bucket, key, { query, signal })).text());

/** An operation of the admin API; gives the answer. */
export const admin = (method, name, query = {}, signal = null, headers = {}) => ask(method, `api/admin/${name}`, { query, signal, headers });

/** The same; gives what its JSON says. */
export const told = async (method, name, query, signal, headers) => (await admin(method, name, query, signal, headers)).json();

/** Tells an operation of the admin API something in JSON; gives what it answers in JSON. */
export const asked = async (name, json, signal) =>
  (await ask("POST", `api/admin/${name}`, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(json), signal })).json();

/** What only the console has; gives what its JSON says, or null where nothing is answered. */
export async function own(method, name, json = null) {
  const options = json === null ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) };
  const answer = await ask(method, name, options);
  return answer.status === 204 ? null : answer.json();
}

/** A write of bytes, whose progress is told; gives a function for the headers of the answer. */
export function send(method, bucket, key, { query = {}, headers = {}, body, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address(pathOf(bucket, key), query));
    for (const [name, value] of Object.entries({ ...MARK, ...headers })) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    const header = (name) => request.getResponseHeader(name);
    request.addEventListener("load", () =>
      request.status < 300 ? resolve(header) : reject(ended(Refusal.of(request.status, request.responseText, header))),
    );
    request.addEventListener("error", () => reject(new TypeError("network")));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

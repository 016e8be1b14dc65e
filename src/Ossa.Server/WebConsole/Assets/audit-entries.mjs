// What views have in common that show entries of the audit log.
import { el } from "./dom.mjs";
import { admin } from "./oss.mjs";

/** The lines of an answer, one after another, however many there are. */
async function* lines(answer) {
  let rest = "";
  for (const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    const pieces = (rest + value).split("\n");
    rest = pieces.pop();
    yield* pieces;
  }
}

/** The last entries that an operation of the admin API answers, the newest first, and how many there are in all. */
export async function entries(name, query, most, signal = null) {
  const kept = [];
  let all = 0;
  for await (const line of lines(await admin("GET", name, query, signal))) {
    all++;
    kept.push(line);
    if (kept.length > most) {
      kept.shift();
    }
  }
  return { entries: kept.reverse().map((line) => JSON.parse(line)), all };
}

/** Why a request was allowed or refused, as far as the log tells it. */
export const whyOf = (entry) => entry.decision?.reason ?? entry.message;

/** What was answered to a request. */
export const answerOf = ({ status, code = "" }) => el("span", { class: `tag ${status >= 400 ? "bad" : "good"}` }, `${status} ${code}`.trim());

import { confirm, confirmNamed, field, form } from "./dialog.mjs";
import { button, el } from "./dom.mjs";
import { count, exactTime } from "./format.mjs";
import { tell } from "./notice.mjs";
import { document as read, oss } from "./oss.mjs";
import { acting, present } from "./setting.mjs";
import { say } from "./words.mjs";
import { element, text } from "./xml.mjs";

const QUERY = { worm: "" };
const MOST_DAYS = 25_550;
const MILLISECONDS_TO_LOCK = 24 * 3_600_000;
const STATES = { InProgress: "doubt", Locked: "good", Expired: "quiet" };

async function policyOf(bucket, signal) {
  const root = await present(() => read(bucket, null, QUERY, signal));
  return root && { id: text(root, "WormId"), state: text(root, "State"), days: Number(text(root, "RetentionPeriodInDays")), created: text(root, "CreationDate") };
}

/** Asks for a number of days, and tells the server. */
const askDays = (title, hint, least, root, query, bucket) =>
  form(
    title,
    say("save"),
    [field(say("retentionDays"), el("input", { name: "days", type: "number", required: true, min: least, max: MOST_DAYS, step: 1, inputmode: "numeric" }), hint)],
    (values) => oss("POST", bucket, null, { query, body: `<${root}>${element("RetentionPeriodInDays", values.get("days"))}</${root}>` }),
  );

const create = (bucket) => askDays(say("retentionCreate"), say("retentionCreateHint"), 1, "InitiateWormConfiguration", QUERY, bucket);

const extend = (bucket, { id, days }) =>
  askDays(say("retentionExtend"), say("retentionExtendHint", { days: count(days) }), days + 1, "ExtendWormConfiguration", { wormId: id, wormExtend: "" }, bucket);

const lock = (bucket, { id, days }) =>
  confirmNamed(say("retentionLock"), [say("retentionLockHint", { days: count(days) })], say("retentionLockIt"), bucket, () => oss("POST", bucket, null, { query: { wormId: id } }));

const abort = (bucket) => confirm(say("retentionAbort"), [say("retentionAbortHint")], say("revoke"), () => oss("DELETE", bucket, null, { query: QUERY }));

function facts({ state, days, created }) {
  const ends = new Date(Date.parse(created) + MILLISECONDS_TO_LOCK);
  return el(
    "dl",
    null,
    el("dt", null, say("state")),
    el("dd", null, el("span", { class: `tag ${STATES[state]}` }, say(`retention-${state}`)), state === "InProgress" && el("span", { class: "where quiet" }, say("retentionEnds", { time: exactTime(ends) }))),
    el("dt", null, say("retentionDays")),
    el("dd", null, count(days)),
    el("dt", null, say("created")),
    el("dd", null, exactTime(created)),
  );
}

// What can be done next with a policy; where there is none, or it has ended, one is made.
const STEPS = {
  InProgress: [
    ["retentionLock", lock, "danger"],
    ["retentionAbort", abort],
  ],
  Locked: [["retentionExtend", extend]],
};

/** For how long nobody can replace or delete what was written into a bucket. */
export const retention = (bucket, signal) =>
  acting(say("retention"), say("retentionHint"), async (again) => {
    const policy = await policyOf(bucket, signal);
    const steps = STEPS[policy?.state] ?? [["retentionCreate", create]];
    const act = ([word, step, kind]) => button(say(word), { kind, onclick: async () => (await step(bucket, policy)) && (tell(say("saved")), again()) });
    return [policy && facts(policy), el("div", { class: "tools" }, ...steps.map(act))].filter(Boolean);
  });

import { language } from "./words.mjs";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const SPANS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const exactTimes = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "long" });

/** A number of bytes, such as "1.5 MiB". */
export function size(bytes) {
  let unit = 0;
  let value = Number(bytes);
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 }).format(value)} ${UNITS[unit]}`;
}

/** A whole number. */
export const count = (number) => new Intl.NumberFormat(language).format(number);

/** A time, in the zone of whoever looks. */
export const time = (text) => times.format(new Date(text));

/** The same to the second, with the zone. */
export const exactTime = (text) => exactTimes.format(new Date(text));

/** A span of time, in its largest unit that divides it, or nearly. */
export function span(seconds) {
  const [unit, length] = SPANS.find(([, length]) => seconds >= length) ?? SPANS.at(-1);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(seconds / length));
}

/** The last part of a key, as a file is called. */
export const nameOf = (key) => key.replace(/\/+$/, "").split("/").at(-1) || key;

/** What a browser is to call a file that it saves, whatever characters the name has. */
export const attachment = (key) => `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(key)).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;

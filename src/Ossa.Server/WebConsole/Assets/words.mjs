import { english } from "./words-en.mjs";
import { chinese } from "./words-zh.mjs";

/** The language of the page, which the server chose by what the browser likes. */
export const language = document.documentElement.lang;

const words = language.startsWith("zh") ? chinese : english;

/** A word or a sentence in the language of the page; what stands in braces is filled in. */
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

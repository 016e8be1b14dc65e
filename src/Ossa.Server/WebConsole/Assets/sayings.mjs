import { refusals } from "./refusals-zh.mjs";
import { facts, sayings } from "./sayings-zh.mjs";
import { language } from "./words.mjs";

const isChinese = language.startsWith("zh");

/** What the server says, in the language of the page: its own words are English, and tell which sentence it is. */
export function sentence({ said, text }) {
  const pattern = isChinese && said ? sayings[said.code] : undefined;
  return pattern === undefined ? text : pattern.replace(/\{(\d)\}/g, (_, index) => said.values[index]);
}

/** What a fact is called. */
export const factName = (name) => (isChinese && facts[name]) || name;

/** What the server says where it refuses: its own words, after those of the page where that is Chinese and has some for the code or its family. */
export function refused(code, text) {
  const chinese = isChinese ? (refusals[code] ?? refusals[code.split(".")[0]]) : undefined;
  return chinese === undefined ? text : `${chinese}（${text}）`;
}

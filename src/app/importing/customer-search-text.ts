// What the global search looks in for a customer: name, full pinyin, initials, numbers.
import { pinyin } from "pinyin-pro";

export function customerSearchText(customer: {
  readonly name: string;
  readonly no: string;
  readonly taxId: string;
  readonly otherNames?: readonly string[];
}): string {
  const names = [customer.name, ...(customer.otherNames ?? [])];
  const spelled = names.filter((name) => /\p{Script=Han}/u.test(name)).flatMap(spellings);
  return [...names, ...spelled, customer.no, customer.taxId]
    .filter((part) => part !== "")
    .join(" ")
    .normalize("NFKC")
    .toLowerCase();
}

/** 烟台市屿卓模具 is asked for as ytyz as well as ytsyz: people leave out what every name has. */
const leftOut = /[省市县区]/gu;

function spellings(name: string): string[] {
  const short = name.replace(leftOut, "");
  return [...spellingsOf(name), ...(short === name ? [] : spellingsOf(short))];
}

function spellingsOf(name: string): string[] {
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" });
  return [syllables.join(""), syllables.map((syllable) => syllable.slice(0, 1)).join("")];
}

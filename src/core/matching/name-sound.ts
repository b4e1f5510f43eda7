// How Chinese names sound in pinyin, and which of them a name in Latin letters spells.
import { pinyin } from "pinyin-pro";
import type { CompanyName } from "./name.ts";
import { isHan } from "./text.ts";

const soundOfCharacter = new Map<string, string>();
const soundOfWord = new Map<string, string>();

/** Pinyin without tones, character by character, so that each is asked for once. */
export function soundOf(text: string): string {
  let sound = "";
  for (const character of text) {
    let one = soundOfCharacter.get(character);
    if (one === undefined) {
      one = isHan(character.charCodeAt(0))
        ? pinyin(character, { toneType: "none", v: true }).toUpperCase()
        : character;
      soundOfCharacter.set(character, one);
    }
    sound += one;
  }
  return sound;
}

/** A place or a trade is read as a word: 重庆 is CHONGQING, though 重 alone is ZHONG. */
function soundOfWords(text: string): string {
  let sound = soundOfWord.get(text);
  if (sound === undefined) {
    const syllables = pinyin(text, { toneType: "none", v: true, type: "array" });
    sound = syllables.join("").toUpperCase();
    soundOfWord.set(text, sound);
  }
  return sound;
}

/** Place and brand: what stands at the head of a name in Latin letters, whatever follows in English. */
export function soundOfHead({ region, brand }: CompanyName): string {
  return soundOfWords(region) + soundOf(brand);
}

/** Place, brand and trade; where there is a place, also with 市. */
export function spellings({ region, brand, trade }: CompanyName): string[] {
  const rest = soundOf(brand) + soundOfWords(trade);
  return region === ""
    ? [rest]
    : [soundOfWords(region) + rest, `${soundOfWords(region)}SHI${rest}`];
}

const spelledForm = /(GUFEN)?YOUXIAN(ZEREN)?GONGSI$/;

/** The letters of a name without its legal form, where that is spelt in pinyin, too; else "". */
export function spelledKey({ key }: CompanyName): string {
  return spelledForm.test(key) ? key.replace(spelledForm, "") : "";
}

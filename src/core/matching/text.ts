// One spelling for every writing of the same text: full width → half width, lower → upper case,
// traditional → simplified, variants of brackets and dashes. Character by character, so that a
// position in the folded text is a position in the original.
import { Converter } from "opencc-js/t2cn";
import { mendedEncoding } from "../mended-encoding.ts";

const firstHan = 0x4e00;
const lastHan = 0x9fff;

/** Folded UTF-16 unit of every unit; built once, 128 KiB. */
const folded: Uint16Array = buildFoldTable();

function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let code = 0; code < table.length; code++) table[code] = code;
  const simplify = Converter({ from: "tw", to: "cn" });
  let han = "";
  for (let code = firstHan; code <= lastHan; code++) han += `${String.fromCharCode(code)}\n`;
  const simplified = simplify(han).split("\n");
  for (let code = firstHan; code <= lastHan; code++) {
    const text = simplified[code - firstHan]!;
    if (text.length === 1) table[code] = text.charCodeAt(0);
  }
  // Full width forms FF01–FF5E stand for 21–7E; 3000 is the full-width blank.
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = code - 0xfee0;
  for (const blank of [0x3000, 0xa0, 0x09, 0x0a, 0x0d, 0x200b, 0xfeff]) table[blank] = 0x20;
  for (const [from, to] of [
    "【[",
    "】]",
    "〔[",
    "〕]",
    "「[",
    "」]",
    "–-",
    "—-",
    "－-",
    "−-",
    "‐-",
  ]) {
    table[from!.charCodeAt(0)] = to!.charCodeAt(0);
  }
  for (let code = 0; code < table.length; code++) {
    const value = table[code]!;
    if (value >= 0x61 && value <= 0x7a) table[code] = value - 0x20;
  }
  return table;
}

export function foldUnit(code: number): number {
  return folded[code]!;
}

/** The text folded last: a memo is asked for by one search after another. */
let lastFolded = { text: "", folded: "" };

export function foldText(text: string): string {
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (folded[code] !== code) break;
  }
  if (at === text.length) return text;
  if (text !== lastFolded.text) lastFolded = { text, folded: foldFrom(text, at) };
  return lastFolded.folded;
}

/** What stands before `start` is folded already. */
function foldFrom(text: string, start: number): string {
  let out = text.slice(0, start);
  for (let at = start; at < text.length; at++) {
    out += String.fromCharCode(folded[text.charCodeAt(at)]!);
  }
  return out;
}

const accented = /[\u00c0-\u017f]/;

/** The same without accents and umlauts, for words of Latin scripts: "Rückzahlung" → "RUCKZAHLUNG". */
export function foldWords(text: string): string {
  if (!accented.test(text)) return foldText(text);
  return foldText(
    text
      .normalize("NFD")
      .replace(/\u00df/g, "ss")
      .replace(/[\u0300-\u036f]/g, ""),
  );
}

/** Letters besides Latin and Han ones: kana, Hangul, Cyrillic, Greek, Arabic, Thai … and ㈜, ㈱. */
const otherLetters =
  /[\u0370-\u1cff\u3040-\u30ff\u3131-\u318e\u31f0-\u31ff\u321c\u3231\u3232\uac00-\ud7af\uff66-\uff9f]/;
const smallKana = /[ァィゥェォッャュョヮ]/g;
const nextCharacter = (text: string): string => String.fromCharCode(text.charCodeAt(0) + 1);

/**
 * Names in any script: kana as a bank writes them (full width, katakana, no small ones, no long
 * vowels), capitals without accents elsewhere.
 */
export function foldName(written: string): string {
  const text = mendedEncoding(written);
  if (!otherLetters.test(text)) return foldText(text);
  const plain = text
    .normalize("NFKC")
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(smallKana, nextCharacter)
    .replace(/ー/g, "")
    .toUpperCase();
  return foldText(
    plain
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC"),
  );
}

const noNameLetters = /[^0-9A-Z\u3400-\u9fff\u0370-\u1cff\u30a1-\u30fa\uac00-\ud7af]/g;

/** Letters and digits of a folded name, of whatever script. */
export function nameLetters(folded: string): string {
  return folded.replace(noNameLetters, "");
}

const noMatches: readonly RegExpExecArray[] = [];

/** Every match of a global pattern; matchAll would copy the pattern for each text it is asked of. */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return noMatches;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLatin(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

export function isHan(code: number): boolean {
  return code >= 0x3400 && code <= lastHan;
}

/** Letters and digits of a document number, in one spelling: "Inv－2025/001" → "INV2025001". */
export function numberKey(text: string): string {
  let at = 0;
  while (at < text.length && isKeyUnit(text.charCodeAt(at))) at++;
  if (at === text.length) return text;
  let key = text.slice(0, at);
  for (; at < text.length; at++) {
    const code = folded[text.charCodeAt(at)]!;
    if (isKeyUnit(code)) key += String.fromCharCode(code);
  }
  return key;
}

function isKeyUnit(code: number): boolean {
  return isDigit(code) || isLatin(code);
}

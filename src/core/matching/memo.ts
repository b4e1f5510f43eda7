// Reads a memo once: which known document numbers stand in it (full, wrapped, listed, as a range),
// which number-like tokens are unknown, which months are named. Independent of the payer.
import { growHash, type Hash, type NumberIndex, restartHash, startHash } from "./number-index.ts";
import { foldText, foldUnit, foldWords, isDigit, isLatin, matchesOf } from "./text.ts";

export type Citation = {
  /** Entry of the number index. */
  readonly entry: number;
  /** The number as the index knows it: letters and digits only. */
  readonly key: string;
  /** structured: an RF reference or an end-to-end id; range: between the two ends of a range. */
  readonly via: "full" | "list" | "range" | "structured";
};

export type MemoFacts = {
  readonly citations: readonly Citation[];
  /**
   * Where nobody knows the payer: items whose number ends with a token of the memo, that bear a
   * reference of it, a bill now due.
   */
  readonly tails: readonly {
    readonly token: string;
    readonly item: number;
    readonly via: "suffix" | "maturity" | "structured";
  }[];
  /** Number-like tokens that are no known document (letters and digits, ≥ 4 digits). */
  readonly unknown: readonly string[];
  /** Months named, 1–12, with the year where one stands by it (else 0). */
  readonly months: readonly NamedMonth[];
  /** Months that are said to be left out: 除9月外, 9月暂不付, EXCEPT SEP. */
  readonly exceptedMonths: readonly NamedMonth[];
};

export type NamedMonth = { readonly year: number; readonly month: number };

/** Empty lists are one and the same: a million lines wait for their groups. */
const noTails: MemoFacts["tails"] = [];
const noMonths: MemoFacts["months"] = [];
const noTokens: MemoFacts["unknown"] = [];
const noCitations: readonly Citation[] = [];

export const emptyMemo: MemoFacts = {
  citations: noCitations,
  tails: noTails,
  unknown: noTokens,
  months: noMonths,
  exceptedMonths: noMonths,
};

// What stands between two atoms. Up to `joiner` a number may run on across it.
const gapNone = 0;
const gapBlank = 1;
const gapDash = 2;
const gapSlash = 3;
const gapJoiner = 4;
const gapList = 5;
const gapRange = 6;
const gapBreak = 7;

/** A memo of more runs of letters and digits than this is cut; banks carry at most some 1,000 characters. */
const maxAtoms = 400;
const maxKeyLength = 40;
/** Numbers broken by a blank count only from this length: "RE 1 2" is not document 12. */
const minWrappedLength = 8;
/** A number glued to other letters ("INV001INV002") counts only from this length. */
const minGluedLength = 6;

type Scan = {
  text: string;
  count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly gap: Uint8Array;
};

const scan: Scan = {
  text: "",
  count: 0,
  start: new Int32Array(maxAtoms + 1),
  end: new Int32Array(maxAtoms + 1),
  gap: new Uint8Array(maxAtoms + 1),
};

const listMarks = new Set([..."、,;&+和及与跟"].map((mark) => mark.charCodeAt(0)));
const rangeMarks = new Set([..."~〜∼…至到àÀ"].map((mark) => mark.charCodeAt(0)));
const joinMarks = new Set([..."_.#\\:*[]()'第字"].map((mark) => mark.charCodeAt(0)));

export type MemoOptions = { readonly ranges: boolean; readonly maxRange: number };

export function readMemo(text: string, index: NumberIndex, options: MemoOptions): MemoFacts {
  scanAtoms(text);
  const named = readMonths(text);
  if (scan.count === 0) return named === noneNamed ? emptyMemo : { ...emptyMemo, ...named };
  const citations: Citation[] = [];
  const unknown: string[] = [];
  let atom = 0;
  while (atom < scan.count) {
    const last = longestKnown(atom, index, citations);
    if (last >= 0) {
      atom = readTail({ first: atom, last }, citations, index, options) + 1;
      continue;
    }
    atom = collectUnknown(atom, unknown) + 1;
  }
  return { citations, tails: noTails, unknown, ...named };
}

function scanAtoms(text: string): void {
  scan.text = text;
  scan.count = 0;
  let gap = gapBreak;
  let position = 0;
  while (position < text.length && scan.count < maxAtoms) {
    const code = foldUnit(text.charCodeAt(position));
    const digits = isDigit(code);
    if (!digits && !isLatin(code)) {
      const next = skipGap(text, position);
      gap = gapKind(text, position, next);
      position = next;
      continue;
    }
    let end = position + 1;
    while (end < text.length) {
      const other = foldUnit(text.charCodeAt(end));
      if (digits ? !isDigit(other) : !isLatin(other)) break;
      end++;
    }
    scan.start[scan.count] = position;
    scan.end[scan.count] = end;
    scan.gap[scan.count] = gap;
    scan.count++;
    gap = gapNone;
    position = end;
  }
}

function skipGap(text: string, from: number): number {
  let position = from;
  while (position < text.length) {
    const code = foldUnit(text.charCodeAt(position));
    if (isDigit(code) || isLatin(code)) break;
    position++;
  }
  return position;
}

function gapKind(text: string, from: number, to: number): number {
  let blanks = 0;
  let dashes = 0;
  let slashes = 0;
  let lists = 0;
  let ranges = 0;
  let dots = 0;
  for (let position = from; position < to; position++) {
    const code = foldUnit(text.charCodeAt(position));
    if (code === 0x20) blanks++;
    else if (code === 0x2e) dots++;
    else if (code === 0x2d) dashes++;
    else if (code === 0x2f) slashes++;
    else if (rangeMarks.has(code)) ranges++;
    else if (listMarks.has(code)) lists++;
    else if (!joinMarks.has(code)) return gapBreak;
  }
  // "INV001..INV005"
  if (ranges > 0 || (dots > 1 && dots + blanks === to - from)) return gapRange;
  if (lists > 0) return gapList;
  if (dashes > 0) return blanks > 0 || dashes > 1 ? gapRange : gapDash;
  if (slashes > 0) return blanks > 0 || slashes > 1 ? gapList : gapSlash;
  return blanks === to - from ? gapBlank : gapJoiner;
}

function isDigitAtom(atom: number): boolean {
  return isDigit(foldUnit(scan.text.charCodeAt(scan.start[atom]!)));
}

const hash: Hash = startHash();

/** "2026/ 0815", "RE -4711": one blank slipped in beside a mark within a number, perhaps. */
function isLooseMark(atom: number): boolean {
  const from = scan.end[atom - 1]!;
  if (scan.start[atom]! - from !== 2) return false;
  const first = foldUnit(scan.text.charCodeAt(from));
  const second = foldUnit(scan.text.charCodeAt(from + 1));
  const mark = first === 0x20 ? second : second === 0x20 ? first : 0;
  return mark === 0x2d || mark === 0x2f;
}

/** Finds the longest known number that starts at this atom; answers its last atom or −1. */
function longestKnown(atom: number, index: NumberIndex, into: Citation[]): number {
  restartHash(hash);
  let length = 0;
  let wrapped = false;
  let best = -1;
  let bestEntry = -1;
  const gluedLeft = scan.gap[atom] === gapNone;
  for (let last = atom; last < scan.count; last++) {
    if (last > atom) {
      const gap = scan.gap[last]!;
      if (gap === gapBlank) wrapped = true;
      else if (gap > gapJoiner) {
        if (!isLooseMark(last)) break;
        wrapped = true;
      }
    }
    for (let position = scan.start[last]!; position < scan.end[last]!; position++) {
      growHash(hash, foldUnit(scan.text.charCodeAt(position)));
      length++;
    }
    if (length > maxKeyLength) break;
    const gluedRight = last + 1 < scan.count && scan.gap[last + 1] === gapNone;
    if (wrapped && length < minWrappedLength) continue;
    if ((gluedLeft || gluedRight) && length < minGluedLength) continue;
    const entry = index.find(hash);
    if (entry >= 0) {
      best = last;
      bestEntry = entry;
    }
  }
  if (best < 0) return -1;
  const key = keyBetween(atom, best);
  // A lone word or a year is no number.
  if (!/\d/.test(key) || /^(19|20)\d\d$/.test(key) || key.length < 2) return -1;
  into.push({ entry: bestEntry, key, via: "full" });
  return best;
}

function keyBetween(first: number, last: number): string {
  let key = "";
  for (let atom = first; atom <= last; atom++) {
    key += foldText(scan.text.slice(scan.start[atom]!, scan.end[atom]!));
  }
  return key;
}

/**
 * After a known number, tails that stand for its neighbours: INV01/02/05, INV001-003, 001至005.
 * Answers the last atom that was used up.
 */
function readTail(
  known: { readonly first: number; readonly last: number },
  into: Citation[],
  index: NumberIndex,
  options: MemoOptions,
): number {
  let atom = known.last;
  // "1023 - 1031 - 1040": what goes on in dashes is a list, a range has two ends.
  let isDashed = scan.gap[known.first] === gapRange && isNumberBefore(known.first);
  let head = into[into.length - 1]!;
  while (atom + 1 < scan.count) {
    const word = joiningWord(atom + 1);
    const next = word === gapNone ? atom + 1 : atom + 2;
    const gap = word === gapNone ? scan.gap[next]! : word;
    const endDigits = lastDigits.exec(head.key)?.[0] ?? "";
    if (endDigits === "" || gap === gapNone || gap === gapBreak) return atom;
    if (isQuantity(next, gap)) return atom;
    const written = fullTailNumber(next, head.key, endDigits);
    if (written === null) return atom;
    const full = carriedOver(written, gap, { head: head.key, endDigits }, index);
    const entry = index.findKey(full.key);
    if (entry >= 0 && isBeginOfOther(next, full.last, gap, index)) return atom;
    const goesOn = isDashed || (word === gapNone && isNumberAfter(full.last, gap));
    const isRange = gap === gapRange || (gap === gapDash && !isDashed);
    isDashed = isRange && goesOn;
    if (isRange && !goesOn && options.ranges && full.value > +endDigits) {
      if (full.value - +endDigits > options.maxRange) return atom;
      if (entry < 0) return atom;
      citeBetween(head.key, endDigits, full.value, index, into);
      into.push({ entry, key: full.key, via: "list" });
    } else if (entry < 0) {
      return atom;
    } else {
      into.push({ entry, key: full.key, via: "list" });
    }
    head = into[into.length - 1]!;
    atom = full.last;
  }
  return atom;
}

/** 08598至03: no range runs backwards, its short end belongs to the next hundred. */
function carriedOver(
  tail: TailNumber,
  gap: number,
  { head, endDigits }: { readonly head: string; readonly endDigits: string },
  index: NumberIndex,
): TailNumber {
  const isBackwards = gap === gapRange && isDigitAtom(tail.last) && tail.value < +endDigits;
  const length = scan.end[tail.last]! - scan.start[tail.last]!;
  if (!isBackwards || length >= endDigits.length) return tail;
  const value = tail.value + 10 ** length;
  const key =
    head.slice(0, head.length - endDigits.length) + String(value).padStart(endDigits.length, "0");
  return key.length === head.length && index.findKey(key) >= 0 ? { ...tail, key, value } : tail;
}

/**
 * "A26002498, 26/02499": the digits begin another number, whose own mark is not that of the list. Of
 * 001/002/003 none does.
 */
function isBeginOfOther(first: number, last: number, gap: number, index: NumberIndex): boolean {
  if (last + 1 >= scan.count || scan.gap[last + 1] === gap) return false;
  if (scan.gap[last + 1]! > gapJoiner) return false;
  return longestKnown(first, index, []) > last;
}

/** Is there a further number behind this atom, after the same kind of gap? */
function isNumberAfter(atom: number, gap: number): boolean {
  if (atom + 1 >= scan.count || scan.gap[atom + 1] !== gap) return false;
  return hasDigitsFrom(atom + 1);
}

/** Does a number end right before this atom? */
function isNumberBefore(atom: number): boolean {
  return atom > 0 && isDigitAtom(atom - 1) && scan.end[atom - 1]! - scan.start[atom - 1]! > 1;
}

/** Digits in the run of letters and digits that begins here. */
function hasDigitsFrom(first: number): boolean {
  for (let atom = first; atom < scan.count && atom < first + maxNumberAtoms; atom++) {
    if (atom > first && scan.gap[atom]! > gapJoiner) return false;
    if (isDigitAtom(atom)) return true;
  }
  return false;
}
/** A number of more parts than this is none. */
const maxNumberAtoms = 6;

const rangeWords = /^(TO|THRU|THROUGH|TILL|BIS|TOT|AL|AU|HASTA|ATE)$/;
const listWords = /^(AND|UND|ET)$/;
/** "FACT 2550 A 2553": a word only between two blanks, else the letter of a series ("A/2550 A/2553"). */
const lettersBetweenBlanks: ReadonlyMap<string, number> = new Map([
  ["A", gapRange],
  ["Y", gapList],
]);

/** "INV 12 TO 15", "INV 12 AND 15": what a word between two numbers makes of them; gapNone if none. */
function joiningWord(atom: number): number {
  if (atom + 1 >= scan.count || isDigitAtom(atom) || scan.gap[atom + 1] === gapNone) return gapNone;
  if (scan.gap[atom] === gapNone || scan.end[atom]! - scan.start[atom]! > 7) return gapNone;
  const word = keyBetween(atom, atom);
  if (word.length === 1) {
    const isBetweenBlanks = scan.gap[atom] === gapBlank && scan.gap[atom + 1] === gapBlank;
    return isBetweenBlanks ? (lettersBetweenBlanks.get(word) ?? gapNone) : gapNone;
  }
  return rangeWords.test(word) ? gapRange : listWords.test(word) ? gapList : gapNone;
}

/** As many digits as a number holds exactly; what stands before them no list changes. */
const lastDigits = /\d{1,15}$/;
/**
 * 8月货款, 2%, 3件, 第2期, 第1-3期, 7、8月: quantities and ordinals, not the end of another number.
 * Judged on what follows the digits.
 */
const quantityMark =
  /^(?:\s?[-~、,，至到和及]\s?\d{1,3}(?!\d))*\s?(?:[%％月年日天元万件个台箱吨期批次笔周季]|(?:X ?\d|PCS?|STK|ST(?:Ü|UE)CK|UNITS?|PALLETS?|BOXES|CTNS?|CARTONS|KGS?|TONS|MT)(?![A-Z]))/i;
/** "RE 4711 +44 20 7946 0958": a telephone. */
const telephone = /^\+\d{1,3}[ -]?\(?\d{1,4}\)?[ -]\d{3,4}/;
/** "RE 1031 12/05/25": a day, month and year after a blank are no further numbers. */
const writtenDate =
  /^(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:20)?\d{2}|20\d{2}([./-])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01]))(?!\d)/;
/** "INV-105819 11,324.75": what is paid on a paper, not the end of the next one's number. */
const writtenAmount =
  /^(?!0\d)(?:\d{1,3}(?:[,.']\d{3})+[.,]\d{2}|\d+\.\d{2}|\d{3,},\d{2})(?!\d|[./-]\d|,\d{1,3}(?!\d))/;
/** Which of how many payments this is: (1/2), (2 OF 3), (1 von 2). */
const partInBrackets = /^\((?:[1-9]|1\d) ?(?:\/|OF|VON|DE|DI|SUR) ?(?:[2-9]|1\d)\)/;
/** As far as that is read. */
const partReach = 12;
/** As far as an amount is read. */
const amountReach = 24;
/** As far as a date goes on after its first digits. */
const dateReach = 8;
/** As far as a quantity of several numbers is read. */
const quantityReach = 16;

function isQuantity(atom: number, gap: number): boolean {
  if (!isDigitAtom(atom)) return false;
  const end = scan.end[atom]!;
  const start = scan.start[atom]!;
  if (writtenAmount.test(scan.text.slice(start, start + amountReach))) return true;
  if (gap === gapList && telephone.test(scan.text.slice(start - 1, start + amountReach)))
    return true;
  if (gap === gapBlank && writtenDate.test(scan.text.slice(start, end + dateReach))) {
    return true;
  }
  // "RG 2127 2 Stück": a single digit after a blank counts something.
  if (gap === gapBlank && end - scan.start[atom]! === 1) return true;
  // "RG 2127 (1/2)": the first of two payments.
  if (partInBrackets.test(foldText(scan.text.slice(start - 1, start + partReach)))) return true;
  return quantityMark.test(scan.text.slice(end, end + quantityReach));
}

type TailNumber = { readonly key: string; readonly value: number; readonly last: number };

/** The number a tail stands for: a full one of the same prefix, or digits that replace the last ones. */
function fullTailNumber(atom: number, headKey: string, endDigits: string): TailNumber | null {
  const prefix = headKey.slice(0, headKey.length - endDigits.length);
  if (isDigitAtom(atom)) {
    const whole = prefix === "" ? wholeInParts(atom, headKey) : null;
    if (whole) return whole;
    if (atom + 1 < scan.count && scan.gap[atom + 1] === gapNone) return null;
    const written = keyBetween(atom, atom);
    const before = /\d*$/.exec(prefix)![0];
    const isWhole =
      written.length === before.length + endDigits.length && written.startsWith(before);
    const digits = isWhole ? written.slice(before.length) : written;
    if (digits.length > endDigits.length) return null;
    const kept = endDigits.slice(0, endDigits.length - digits.length);
    return { key: prefix + kept + digits, value: +(kept + digits), last: atom };
  }
  // INV001-INV003: the prefix is repeated, perhaps in several atoms.
  let key = "";
  for (let last = atom; last < scan.count; last++) {
    if (last > atom && scan.gap[last]! > gapJoiner) return null;
    key += keyBetween(last, last);
    if (key.length >= headKey.length) {
      const digits = key.slice(prefix.length);
      if (key.length > headKey.length || !key.startsWith(prefix) || !/^\d+$/.test(digits)) {
        return null;
      }
      return { key, value: +digits, last };
    }
  }
  return null;
}

/** 2026/1284 after 2026/1280, 156.480 after 156500: a number of digits alone, written in parts. */
function wholeInParts(atom: number, headKey: string): TailNumber | null {
  const head = headKey.slice(0, Math.ceil(headKey.length / 2));
  let key = "";
  for (let last = atom; last < scan.count && isDigitAtom(last); last++) {
    if (last > atom && scan.gap[last]! > gapJoiner) return null;
    key += keyBetween(last, last);
    if (key.length < headKey.length) continue;
    const isWhole = key.length === headKey.length && last > atom && key.startsWith(head);
    return isWhole ? { key, value: +key, last } : null;
  }
  return null;
}

function citeBetween(
  headKey: string,
  endDigits: string,
  lastValue: number,
  index: NumberIndex,
  into: Citation[],
): void {
  const prefix = headKey.slice(0, headKey.length - endDigits.length);
  for (let value = +endDigits + 1; value < lastValue; value++) {
    const key = prefix + String(value).padStart(endDigits.length, "0");
    const entry = index.findKey(key);
    if (entry >= 0) into.push({ entry, key, via: "range" });
  }
}

/** Takes the run of atoms that starts here as one unknown token; answers its last atom. */
function collectUnknown(atom: number, into: string[]): number {
  let last = atom;
  while (last + 1 < scan.count) {
    const gap = scan.gap[last + 1]!;
    if (gap !== gapNone && gap !== gapDash) break;
    last++;
  }
  // Only the first atom is given up, so that a number further on in the run is still found.
  const key = keyBetween(atom, last);
  const startsRun = atom === 0 || (scan.gap[atom] !== gapNone && scan.gap[atom] !== gapDash);
  if (startsRun && key.length <= maxKeyLength && (key.match(/\d/g)?.length ?? 0) >= 4) {
    into.push(key);
  }
  return atom;
}

/** Month by month as English, German, French, Spanish, Italian, Portuguese and Dutch memos write it. */
const monthNames = [
  "JAN(?:UARY|UARI?|VIER)?|JANNER|JAENNER|ENERO|JANEIRO|GENNAIO",
  "FEB(?:RUARY|RUARI?|RERO|BRAIO)?|FEVRIER|FEVEREIRO",
  "MAR(?:CH|ZO?|S)?|MAERZ|MAART",
  "APR(?:ILE?)?|AVRIL|ABRIL",
  "MAY|MAI|MAYO|MAGGIO|MAIO",
  "JUN(?:E|I|IO|HO)?|JUIN|GIUGNO",
  "JUL(?:Y|I|IO|HO)?|JUILLET|LUGLIO",
  "AUG(?:UST|USTUS)?|AOUT|AGOSTO",
  "SEP(?:T|TEMBER|TEMBRE|TIEMBRE)?|SETTEMBRE|SETEMBRO",
  "OCT(?:OBER|OBRE|UBRE)?|OKT(?:OBER)?|OTTOBRE|OUTUBRO",
  "NOV(?:EMBER|EMBRE|EMBRO|IEMBRE)?",
  "DEC(?:EMBER|EMBRE)?|DEZ(?:EMBER|EMBRO)?|DIC(?:EMBRE|IEMBRE)?",
];
const oneMonth = "(?:1[0-2]|0?[1-9])";
/** 8月, 7、8月, 6月至8月, with the year before it. */
const monthInHan = new RegExp(
  `(?:(20\\d\\d|\\d\\d)年)?(?<!\\d)((?:${oneMonth}(?:月份?)?[-~、至到和及])*${oneMonth})月(?!\\d{1,2}日)`,
  "g",
);
const monthOrMark = new RegExp(`${oneMonth}|[-~至到]`, "g");
/** 八月, 七、八月 */
const hanMonth =
  /(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=[、至到和及]?[、至到和及一二三四五六七八九十]{0,6}月)/g;
const hanDigits = "一二三四五六七八九十";
const quarter = /第?([一二三四]|(?<!\d)[1-4])季度|\bQ([1-4])\b/g;
const monthInLatin = new RegExp(
  `\\b(?:${monthNames.map((names) => `(${names})`).join("|")})(?![A-Z])[ -]*(20\\d\\d)?\\b`,
  "g",
);

const severalMonths = `(?:20\\d\\d年)?${oneMonth}(?:月份?)?(?:[-~、至到和及]${oneMonth}(?:月份?)?)*月?份?`;
const latinMonth = `(?:${monthNames.join("|")})(?![A-Z])(?: ?20\\d\\d)?`;
const latinMonths = `${latinMonth}(?:(?: ?[,&/-] ?| (?:AND|UND|ET|Y|E|EN) )${latinMonth})*`;
/** 除9月外, 不含9月, 9月除外, 9月有争议未付, EXCEPT SEPTEMBER: what is not paid. */
const exception = new RegExp(
  `(?:除了?|不含|不包括)(?:${severalMonths})(?:以外|之外|外)?|` +
    `(?<![\\d-])(?:${severalMonths})(?:的|账单|货款|服务费|费用)?(?:除外|暂?不付|缓付|暂缓|另付|[有存]?争议)|` +
    `\\b(?:EXCEPT(?: FOR)?|EXCL(?:UDING|\\.)?|BUT NOT|WITHOUT|OHNE|AUSSER|SAUF|EXCEPTO|SALVO|ZONDER) (?:${latinMonths})\\b`,
  "g",
);

/** 2026.09服务费, 2026-09 账单, 202609货款; no date, and no part of a number. */
const yearAndMonth =
  /(?<![0-9A-Z./#:-])(20\d\d)(?:[./-](0[1-9]|1[0-2])(?![0-9A-Z./-])|(0[1-9]|1[0-2])(?=[\u3400-\u9fff]))(?!月)/g;

/** RENT 05/2026, 05/2026 RENT: without the word beside it it may be the number of a paper. */
const feeWord = "(?:RENT|MIETE|FEES?|SUBSCRIPTION|ABO|MONTH|MONAT|LOYER|ALQUILER|HUUR|PERIOD)";
const feeMonth = new RegExp(
  `\\b${feeWord}[ :]{1,2}(0?[1-9]|1[0-2])[/.](20\\d\\d)(?![\\d/.])|` +
    `(?<![\\w/.-])(0?[1-9]|1[0-2])/(20\\d\\d) ${feeWord}\\b`,
  "g",
);
const feeMonthMark = /\d[/.]20\d\d/;
/** What makes a span of two months: APR-JUN, MAY TO JULY, MAI BIS JULI. */
const monthTo = /^[A-Z]+ ?(?:20\d\d)? ?(?:[-–]|\b(?:TO|BIS|THRU|THROUGH|UNTIL)\b) ?$/;

/** The same facts in as little memory as they need. */
export function compactMemo(memo: MemoFacts): MemoFacts {
  const { citations, tails, unknown, months, exceptedMonths } = memo;
  return {
    citations: citations.length === 0 ? noCitations : citations.slice(),
    tails: tails.length === 0 ? noTails : tails,
    unknown: unknown.length === 0 ? noTokens : unknown.slice(),
    months: months.length === 0 ? noMonths : months.slice(),
    exceptedMonths: exceptedMonths.length === 0 ? noMonths : exceptedMonths.slice(),
  };
}

type MonthsSaid = Pick<MemoFacts, "months" | "exceptedMonths">;

const noneNamed: MonthsSaid = { months: noMonths, exceptedMonths: noMonths };
const mayExcept = /[除不缓付议]|EXC|BUT NOT|WITHOUT|OHNE|AUSSER|SAUF|SALVO|ZONDER/;

/** The months a memo, or the remark of a document, speaks of. */
export function readMonths(text: string): MonthsSaid {
  if (!/[月季]|[A-Za-z]{3}|[Qq][1-4]|20\d\d/.test(text)) return noneNamed;
  const folded = foldWords(text);
  if (!mayExcept.test(folded)) {
    const months = monthsIn(folded);
    return months.length === 0 ? noneNamed : { months, exceptedMonths: noMonths };
  }
  const digits = folded.includes("月") ? withoutHanMonths(folded) : folded;
  const excepted: NamedMonth[] = [];
  const rest = digits.replace(exception, (phrase) => {
    excepted.push(...monthsIn(phrase));
    return " ";
  });
  return { months: monthsIn(rest), exceptedMonths: excepted };
}

function withoutHanMonths(folded: string): string {
  return folded.replace(hanMonth, (numeral) => String(numberInHan(numeral)));
}

function monthsIn(folded: string): NamedMonth[] {
  const found: NamedMonth[] = [];
  for (const match of matchesOf(folded, quarter)) {
    const last = 3 * (match[2] === undefined ? numberInHan(match[1]!) : +match[2]);
    for (let month = last - 2; month <= last; month++) found.push({ year: 0, month });
  }
  for (const [, year, month, joined] of matchesOf(folded, yearAndMonth)) {
    found.push({ year: +year!, month: +(month ?? joined!) });
  }
  if (folded.includes("月")) {
    for (const [, year, run] of matchesOf(withoutHanMonths(folded), monthInHan)) {
      addMonths(run!, year === undefined ? 0 : +year.padStart(4, "20"), found);
    }
    return found;
  }
  if (feeMonthMark.test(folded)) {
    for (const [, month, year, before, yearBefore] of matchesOf(folded, feeMonth)) {
      found.push({ year: +(year ?? yearBefore!), month: +(month ?? before!) });
    }
  }
  addLatinMonths(folded, found);
  return found;
}

/** "APR-JUN" names three months, "APR, JUN" two. */
function addLatinMonths(folded: string, into: NamedMonth[]): void {
  let before = 0;
  let start = 0;
  for (const match of matchesOf(folded, monthInLatin)) {
    const [, ...groups] = match;
    const month = groups.findIndex((name) => name !== undefined) + 1;
    const year = +(groups[monthNames.length] ?? 0);
    const isTo = before > 0 && before < month && monthTo.test(folded.slice(start, match.index));
    addRun(isTo ? before + 1 : month, month, year, into);
    before = month;
    start = match.index;
  }
}

/** "6-8" names three months, "6、8" two. */
function addMonths(run: string, year: number, into: NamedMonth[]): void {
  let last = 0;
  let isRange = false;
  for (const [part] of matchesOf(run, monthOrMark)) {
    if (!/\d/.test(part)) {
      isRange = true;
      continue;
    }
    const first = isRange ? last + 1 : +part;
    if (isRange && +part < last) {
      // 11-1月 goes over the new year.
      addRun(first, 12, year, into);
      addRun(1, +part, year === 0 ? 0 : year + 1, into);
    } else {
      addRun(first, +part, year, into);
    }
    last = +part;
    isRange = false;
  }
}

function addRun(first: number, last: number, year: number, into: NamedMonth[]): void {
  for (let month = first; month <= last; month++) into.push({ year, month });
}

/** 一 to 十二, or a digit. */
function numberInHan(numeral: string): number {
  if (/\d/.test(numeral)) return +numeral;
  const [first, second] = [...numeral].map((character) => hanDigits.indexOf(character) + 1);
  return first! + (second ?? 0);
}

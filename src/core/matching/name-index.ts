// Which customers a name on a bank line may mean, without comparing it to all of them: hashes of the
// normal forms, a sorted list for cut names, inverted lists of brands and of their sound.
import {
  areTradesAlike,
  beforeAddress,
  type CompanyName,
  closeness,
  cooperative,
  isDependentUnit,
  namesWithin,
  parseName,
} from "./name.ts";
import { soundOf, soundOfHead, spelledKey, spellings } from "./name-sound.ts";
import { personsInside } from "./persons-inside.ts";
import { regions } from "./regions.ts";
import { similarityPercent } from "./similarity.ts";
import { foldText } from "./text.ts";

export type NameLevel =
  | "name"
  | "alias"
  | "form"
  | "cut"
  | "branch"
  | "unit"
  | "short"
  | "spelt"
  | "core"
  | "fuzzy"
  | "sound";

export type NameHit = {
  readonly customer: number;
  readonly level: NameLevel;
  /** Two customers carry this very name: no proof for either. */
  readonly isShared: boolean;
  /** Jaro–Winkler, per cent, of the brands or the Latin words; 100 where they are equal. */
  readonly similarity: number;
  /** The legal form is the same, too. */
  readonly isVerbatim: boolean;
};

export type NameSource = {
  readonly customer: number;
  readonly text: string;
  readonly isAlias: boolean;
};

export type NameIndex = {
  readonly find: (raw: string) => readonly NameHit[];
  /** The one customer of this very name, in whatever legal form and script; −1. Cheap. */
  readonly same: (raw: string) => number;
  /** Customers whose name stands inside a longer text (代上海启明付货款). */
  readonly findInside: (text: string) => readonly NameHit[];
  /** The same for Latin names, in the memo of a line that has no payer: LOCKBOX CHK 912 ACME TOOLS INV 7. */
  readonly findLatinInside: (text: string) => readonly NameHit[];
  readonly parse: (raw: string) => CompanyName;
  /** Lets go of the answers it has kept. */
  readonly forget: () => void;
};

type Entry = { readonly source: NameSource; readonly name: CompanyName };

/** A cut name must keep this many characters to be told from its neighbours. */
const minCutHan = 6;
const minCutKana = 10;
const minCutLatin = 12;
/** A cheap look: hardly any name says what it was before. */
const mayBearFormer = /[(（](?:原|曾用名|前身|更名前)/;
/** A short name (region, brand, the head of the trade) must have this many. */
const minShortened = 5;
const kana = /[\u30a1-\u30fa]/;
const mostHits = 5;
/** Names kept as they were taken apart: a name is asked about several times, but soon. */
const mostParsed = 2_000;

export function buildNameIndex(sources: readonly NameSource[]): NameIndex {
  const entries: Entry[] = sources
    .map((source) => ({ source, name: parseName(source.text) }))
    .filter((entry) => entry.name.key !== "");
  const byKey = groupBy(entries, (entry) => entry.name.key);
  const byForm = groupBy(entries, (entry) => entry.name.form);
  const byBrand = groupBy(entries, (entry) => (entry.name.isHan ? entry.name.brand : ""));
  const byHole = holesOfBrands(entries);
  const byWord = latinWords(entries);
  const sorted = [...entries].sort((a, b) => (a.name.full < b.name.full ? -1 : 1));
  const byFormSorted = entries
    .filter((entry) => entry.name.isHan)
    .sort((a, b) => (a.name.form < b.name.form ? -1 : 1));
  const persons = groupBy(entries, ({ name }) => (name.isPerson ? name.full : ""));
  const endings = endingsOf(entries);
  const written = new Map(entries.map(({ source, name }) => [source.text, name]));
  let bySound: Map<string, Entry[]> | null = null;
  let bySpelling: Map<string, Entry[]> | null = null;
  const parsed = new Map<string, CompanyName>();
  const known = new Map<string, readonly NameHit[]>();

  function parse(raw: string): CompanyName {
    let name = written.get(raw) ?? parsed.get(raw);
    if (!name) {
      name = parseName(raw);
      if (parsed.size >= mostParsed) parsed.clear();
      parsed.set(raw, name);
    }
    return name;
  }

  /** A name that nobody bears as it stands may have its address, or another name, beside it. */
  function searchRaw(raw: string): readonly NameHit[] {
    const name = parse(raw);
    const hits = search(name);
    if (name.isHan && !mayBearFormer.test(raw)) return hits;
    if (hits.some(({ level }) => level !== "fuzzy" && level !== "sound")) return hits;
    for (const part of [name.isHan ? null : beforeAddress(raw), ...namesWithin(raw)]) {
      const whole = part === null ? undefined : byForm.get(part.form);
      if (part && whole) return hitsOf(part, whole, () => "form");
    }
    return hits;
  }

  function search(name: CompanyName): NameHit[] {
    if (name.key === "") return [];
    const same = byKey.get(name.key);
    if (same) return hitsOf(name, same, (entry) => (entry.source.isAlias ? "alias" : "name"));
    const formed = byForm.get(name.form);
    if (formed) return hitsOf(name, formed, () => "form");
    const cut = cutMatches(name, sorted);
    if (cut.length > 0) return hitsOf(name, cut, () => "cut");
    if (name.isPerson) return [];
    const whole = name.trunk === "" ? undefined : byKey.get(name.trunk);
    if (whole) return hitsOf(name, whole, () => (isDependentUnit(name.unit) ? "branch" : "unit"));
    if (!name.isHan) {
      bySpelling ??= spelledNames(entries);
      const spelt = bySpelling.get(spelledKey(name));
      if (spelt) return hitsOf(name, spelt, () => "spelt");
      bySound ??= groupBy(entries, ({ name }) => (name.isHan ? soundOfHead(name) : ""));
      const sounding = latinSoundMatches(name, bySound);
      if (sounding.length > 0) return hitsOf(name, sounding, () => "sound");
      return hitsOf(name, latinNearMatches(name, byWord), () => "fuzzy");
    }
    return nearMatches(name);
  }

  function nearMatches(name: CompanyName): NameHit[] {
    const core: Entry[] = [];
    for (const entry of byBrand.get(name.brand) ?? []) {
      if (closeness(name, entry.name) !== null) core.push(entry);
    }
    if (core.length > 0) return hitsOf(name, core, (entry) => nearness(name, entry.name));
    const shortened = prefixMatches(name.form, byFormSorted, (entry) => entry.name.form);
    const least = kana.test(name.form) ? minCutKana : minShortened;
    if (name.form.length >= least && shortened.length > 0) {
      return hitsOf(name, shortened, (entry) => nearness(name, entry.name));
    }
    const near: Entry[] = [];
    for (const hole of holes(name.brand)) {
      for (const entry of byHole.get(hole) ?? []) {
        if (!near.includes(entry) && areCompatible(name, entry.name)) near.push(entry);
      }
    }
    return hitsOf(name, near, (entry) =>
      soundOf(entry.name.brand) === soundOf(name.brand) ? "sound" : "fuzzy",
    );
  }

  return {
    parse,
    same: (raw) => {
      const name = parse(raw);
      const entries = name.key === "" ? undefined : (byKey.get(name.key) ?? byForm.get(name.form));
      const [first] = entries ?? [];
      const isOne = entries?.every(({ source }) => source.customer === first!.source.customer);
      return first && isOne ? first.source.customer : -1;
    },
    find: (raw) => {
      let hits = known.get(raw);
      if (!hits) {
        hits = searchRaw(raw);
        known.set(raw, hits);
      }
      return hits;
    },
    findInside: (text) => {
      const folded = foldText(text);
      const firms = namesInside(folded, { byKey, byForm, endings });
      if (firms.length > 0 || persons.size === 0) return firms;
      return personsInside(folded, (name) => persons.has(name)).flatMap((name) =>
        hitsOf(parse(name), persons.get(name)!, () => "form"),
      );
    },
    findLatinInside: (text) => latinNamesInside(text, { byForm, byWord, sorted }),
    forget: () => {
      known.clear();
      parsed.clear();
    },
  };
}

function groupBy(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === "") continue;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

function hitsOf(
  name: CompanyName,
  entries: readonly Entry[],
  levelOf: (entry: Entry) => NameLevel,
): NameHit[] {
  const hits = new Map<number, Omit<NameHit, "isShared">>();
  for (const entry of entries) {
    const { customer } = entry.source;
    const level = levelOf(entry);
    if (hits.has(customer) && level !== "name") continue;
    const similarity = similarityPercent(likenessOf(name), likenessOf(entry.name));
    hits.set(customer, { customer, level, similarity, isVerbatim: entry.name.full === name.full });
  }
  const isShared = hits.size > 1;
  return [...hits.values()]
    .map((hit) => ({ ...hit, isShared }))
    .sort((a, b) => b.similarity - a.similarity || a.customer - b.customer)
    .slice(0, mostHits);
}

/** What is compared letter by letter: the brand of a Han name, all words of a Latin one. */
function likenessOf(name: CompanyName): string {
  return name.isHan ? name.brand : name.key;
}

function minCut(name: CompanyName): number {
  if (!name.isHan) return minCutLatin;
  return kana.test(name.full) ? minCutKana : minCutHan;
}

/** Entries whose full name begins with this one: the bank cut it. */
function cutMatches(name: CompanyName, sorted: readonly Entry[]): Entry[] {
  if (name.full.length < minCut(name)) return [];
  if (name.isHan && /公司$/.test(name.full)) return [];
  return prefixMatches(name.full, sorted, (entry) => entry.name.full);
}

/** Entries of a sorted list whose text begins with the prefix. */
function prefixMatches(
  prefix: string,
  sorted: readonly Entry[],
  textOf: (entry: Entry) => string,
): Entry[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (textOf(sorted[middle]!) < prefix) low = middle + 1;
    else high = middle;
  }
  const found: Entry[] = [];
  for (let at = low; at < sorted.length && found.length < mostHits; at++) {
    if (!textOf(sorted[at]!).startsWith(prefix)) break;
    found.push(sorted[at]!);
  }
  return found;
}

/**
 * A name without a legal form was shortened: it is the customer's where all it says stands in his. A
 * name with one is whole: where it differs, it is another firm's.
 */
function nearness(short: CompanyName, whole: CompanyName): "short" | "core" {
  if (short.hasLegalForm || short.region !== whole.region) return "core";
  if (short.form.length < minShortened) return "core";
  return whole.form.startsWith(short.form) ? "short" : "core";
}

function areCompatible(a: CompanyName, b: CompanyName): boolean {
  if (a.unit !== b.unit) return false;
  if (a.region !== "" && b.region !== "" && a.region !== b.region) return false;
  return a.trade === "" || b.trade === "" || areTradesAlike(a.trade, b.trade);
}

/** A brand with one character left open: equal holes are one substitution apart. */
function holes(brand: string): string[] {
  if (brand.length < 2 || brand.length > 12) return [];
  const out: string[] = [];
  for (let at = 0; at < brand.length; at++)
    out.push(`${brand.slice(0, at)}?${brand.slice(at + 1)}`);
  return out;
}

function holesOfBrands(entries: readonly Entry[]): Map<string, Entry[]> {
  const byHole = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!entry.name.isHan) continue;
    for (const hole of holes(entry.name.brand)) {
      const group = byHole.get(hole);
      if (group) group.push(entry);
      else byHole.set(hole, [entry]);
    }
  }
  return byHole;
}

function spelledNames(entries: readonly Entry[]): Map<string, Entry[]> {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of entry.name.isHan ? spellings(entry.name) : []) {
      const group = byKey.get(key);
      if (group) group.push(entry);
      else byKey.set(key, [entry]);
    }
  }
  return byKey;
}

/** SHANGHAI QIMING TRADING → customers whose region + brand sound like the words at its head. */
function latinSoundMatches(name: CompanyName, bySound: ReadonlyMap<string, Entry[]>): Entry[] {
  const words = name.brand.split(" ");
  let head = "";
  let found: Entry[] = [];
  for (const word of words.slice(0, 6)) {
    head += word;
    const entries = bySound.get(head);
    if (entries) found = entries;
  }
  return found;
}

/** A word that more names share than this tells nothing. */
const mostSharing = 60;
/** Latin names less alike than this are not worth a hint, whatever a rule may allow. */
const leastLikeness = 85;

function latinWords(entries: readonly Entry[]): Map<string, Entry[]> {
  const byWord = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.name.isHan) continue;
    for (const word of entry.name.brand.split(" ")) {
      const group = byWord.get(word);
      if (group) group.push(entry);
      else byWord.set(word, [entry]);
    }
  }
  return byWord;
}

/** Latin names that share a rare word with this one and are alike as a whole. */
function latinNearMatches(name: CompanyName, byWord: ReadonlyMap<string, Entry[]>): Entry[] {
  const near = new Set<Entry>();
  for (const word of name.brand.split(" ")) {
    const sharing = byWord.get(word);
    if (!sharing || sharing.length > mostSharing || word.length < 3) continue;
    for (const entry of sharing) {
      if (similarityPercent(name.key, entry.name.key) >= leastLikeness) near.add(entry);
    }
  }
  return [...near];
}

/** What a firm is sure to be called by; a shorter name without it may be any word. */
const companyWord = /公司|会社|厂|店|集团|贸易|科技|实业/;
const minInside = 4;
const minInsideWithout = 5;
const mostInside = 24;
/** Banks and payment firms stand in memos because the money went through them. */
const throughWhom = /银行|信用社|支付|财付通|微信|银联|清算/;

const nameRun = /[々\u3400-\u9fff()]{4,60}/g;
/** 湘味轩无锡003店: names of shops of a chain. */
const nameRunWithDigits = /[々\u3400-\u9fff()\d]{4,60}/g;

/** The last two characters of every Han name: where a name inside a text may end. */
function endingsOf(entries: readonly Entry[]): Endings {
  const isLast = new Uint8Array(2 ** 16);
  const pairs = new Set<string>();
  let haveDigits = false;
  for (const { name } of entries) {
    for (const text of name.isHan ? [name.key, name.form] : []) {
      pairs.add(text.slice(-2));
      haveDigits ||= /[\u3400-\u9fff]\d{1,4}[\u3400-\u9fff]/.test(text);
      if (text !== "") isLast[text.charCodeAt(text.length - 1)] = 1;
    }
  }
  return { isLast, pairs, haveDigits };
}

/** Most characters end no name, and are told without a text of two. */
type Endings = {
  readonly isLast: Uint8Array;
  readonly pairs: ReadonlySet<string>;
  /** Some name bears a number within. */
  readonly haveDigits: boolean;
};

type Inside = {
  readonly byKey: ReadonlyMap<string, Entry[]>;
  readonly byForm: ReadonlyMap<string, Entry[]>;
  readonly endings: Endings;
};

function namesInside(folded: string, { byKey, byForm, endings }: Inside): readonly NameHit[] {
  for (const run of folded.match(endings.haveDigits ? nameRunWithDigits : nameRun) ?? []) {
    const least = companyWord.test(run) ? minInside : minInsideWithout;
    const text = run
      .replace(/[()々]/g, "")
      .replace(/(股份|责任)?有限(责任)?公司/g, "")
      .replace(cooperative, "");
    const ends: number[] = [];
    for (let end = least; end <= text.length; end++) {
      if (endings.isLast[text.charCodeAt(end - 1)] === 0) continue;
      if (endings.pairs.has(text.slice(end - 2, end))) ends.push(end);
    }
    if (ends.length === 0) continue;
    for (let length = Math.min(mostInside, text.length); length >= least; length--) {
      for (const end of ends) {
        if (end < length) continue;
        const part = text.slice(end - length, end);
        const entries = byKey.get(part) ?? byForm.get(part);
        if (!entries || (least > minInside && throughWhom.test(part))) continue;
        if (isOfOtherPlace(text.slice(0, end - length), part)) continue;
        return hitsOf(parseName(part), entries, () => "form");
      }
    }
  }
  return namedAfterBehalf(folded, byForm);
}

/** 广州 before 华芯电子, which names no place itself: another firm. */
function isOfOtherPlace(before: string, part: string): boolean {
  const head = before.replace(/[省市县区]$/, "");
  const isBehindPlace = [2, 3, 4].some((length) => regions.has(head.slice(-length)));
  return isBehindPlace && parseName(part).region === "";
}

const behalf =
  /\b(?:ON BEHALF OF|O\/B|OBO|FOR (?:THE )?ACCOUNT OF|ULTIMATE DEBTOR|IM AUFTRAG VON|POUR LE COMPTE DE|REMITTER|BY ORDER OF|ORDERING CUSTOMER)[ :]+(.{4,120})/;
const mostNameWords = 8;

/** ON BEHALF OF ACME TOOLS INC: the longest name that begins there. */
function namedAfterBehalf(folded: string, byForm: ReadonlyMap<string, Entry[]>): NameHit[] {
  const said = behalf.exec(folded)?.[1];
  if (said === undefined) return [];
  const words = said.split(" ").filter((word) => word !== "");
  for (let count = Math.min(mostNameWords, words.length); count > 0; count--) {
    const name = parseName(words.slice(0, count).join(" "));
    const entries = byForm.get(name.form);
    const isName = name.hasLegalForm || name.form.length >= minCutLatin;
    if (entries && isName) return hitsOf(name, entries, () => "form");
  }
  return [];
}

type LatinInside = {
  readonly byForm: ReadonlyMap<string, Entry[]>;
  readonly byWord: ReadonlyMap<string, Entry[]>;
  readonly sorted: readonly Entry[];
};

/** Most words of a memo that are looked through for a name. */
const mostMemoWords = 30;

/** The longest name that stands in the memo as it is, or cut; a single word is none. */
function latinNamesInside(text: string, { byForm, byWord, sorted }: LatinInside): NameHit[] {
  const words = text.split(/[\s/;:*|-]+/).filter((word) => word !== "");
  for (let start = 0; start < Math.min(words.length, mostMemoWords); start++) {
    // Most words of a memo hold digits or Han characters: they begin no Latin name.
    if (/[\d\u3400-\u9fff]/.test(words[start]!)) continue;
    if (!byWord.has(parseName(words[start]!).brand)) continue;
    for (let end = Math.min(words.length, start + mostNameWords); end > start + 1; end--) {
      const name = parseName(words.slice(start, end).join(" "));
      if (name.isHan || !name.brand.includes(" ")) continue;
      const whole = byForm.get(name.form);
      if (whole) return hitsOf(name, whole, () => "form");
      const cut = cutMatches(name, sorted);
      if (cut.length > 0) return hitsOf(name, cut, () => "cut");
    }
  }
  return [];
}

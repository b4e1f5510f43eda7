// Which open items a memo names: whole numbers, their last eight digits, ranges, damage, months.
import type { ScoreItem, ScoreLine } from "./inputs.ts";

export type Cited = {
  /** Per token of the memo that names something: the items it may mean. */
  readonly tokens: readonly ReadonlySet<number>[];
  /** "2026-08" where a month is named and no document. */
  readonly month: string | null;
  /** Amounts said in the memo, in minor units. */
  readonly amounts: readonly number[];
};

export class Citations {
  private readonly exact = new Map<string, Set<number>>();
  private readonly tails = new Map<string, Set<number>>();
  private readonly items: readonly ScoreItem[];

  constructor(items: readonly ScoreItem[]) {
    this.items = items;
    for (const [index, item] of items.entries()) {
      for (const text of item.documents) add(this.exact, canonical(text), index);
      const number = canonical(item.itemNo);
      if (number.length > 10) add(this.tails, number.slice(-8), index);
    }
  }

  /** `near`: items of the customers that may be meant, the only ones damage is tried on. */
  read(line: ScoreLine, near: Iterable<number>): Cited {
    const memo = line.memo.normalize("NFKC");
    const tokens: Set<number>[] = [];
    const unknown: string[] = [];
    const candidates = [...near];
    for (const token of tokensOf(memo)) {
      const named = this.rangeOf(token) ?? this.named(token) ?? this.endingOf(token, candidates);
      if (named) tokens.push(named);
      else if (/\d{3}/.test(token) && canonical(token).length >= 7) unknown.push(canonical(token));
    }
    if (tokens.length === 0 && unknown.length > 0) {
      for (const token of unknown) {
        const meant = candidates.filter((index) => this.isDamaged(token, index));
        if (meant.length > 0) tokens.push(new Set(meant));
      }
    }
    const month = tokens.length === 0 ? monthNamed(memo, line.date) : null;
    return { tokens, month, amounts: amountsIn(memo) };
  }

  private named(token: string): Set<number> | null {
    const text = canonical(token);
    const whole = this.exact.get(text);
    if (whole) return whole;
    if (!/^\d{8,}$/.test(text)) return null;
    const alike = this.tails.get(text.slice(-8));
    if (!alike) return null;
    const fitting = [...alike].filter((index) =>
      canonical(this.items[index]?.itemNo ?? "").endsWith(text),
    );
    return fitting.length > 0 ? new Set(fitting) : null;
  }

  /** "00122" for INV-2026-00122: short, so it counts only among the items that may be meant. */
  private endingOf(token: string, near: readonly number[]): Set<number> | null {
    if (!/^\d{4,7}$/.test(token)) return null;
    const found = near.filter((index) => this.items[index]?.itemNo.endsWith(`-${token}`));
    return found.length > 0 ? new Set(found) : null;
  }

  /** DN2508-0012至0015. */
  private rangeOf(token: string): Set<number> | null {
    const match = /^(.*?)(\d{3,})(?:[-~至到])(\d{3,4})$/.exec(token);
    if (!match) return null;
    const [, prefix = "", first = "", end = ""] = match;
    if (!this.exact.has(canonical(prefix + first))) return null;
    const last = Number(first.slice(0, first.length - end.length) + end);
    const found = new Set<number>();
    for (let n = Number(first); n <= last && n - Number(first) < 100; n++) {
      const number = canonical(prefix + String(n).padStart(first.length, "0"));
      for (const index of this.exact.get(number) ?? []) found.add(index);
    }
    return found.size > 1 ? found : null;
  }

  private isDamaged(token: string, index: number): boolean {
    const item = this.items[index];
    if (!item) return false;
    return item.documents.some((text) => {
      const number = canonical(text);
      return isOneSlip(token, number) || (number.length > 10 && isOneSlip(token, number.slice(-8)));
    });
  }
}

function add(map: Map<string, Set<number>>, key: string, index: number): void {
  const set = map.get(key);
  if (set) set.add(index);
  else map.set(key, new Set([index]));
}

function canonical(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

function tokensOf(memo: string): string[] {
  const ranges = memo.match(/[A-Za-z]*\d+-\d{3,}[-~至到]\d{3,4}(?!\d)/g) ?? [];
  const rest = ranges.reduce((text, range) => text.replace(range, " "), memo);
  return [...ranges, ...(rest.match(/[A-Za-z]*[\dOI][A-Za-z0-9-]*[A-Za-z0-9]/g) ?? [])];
}

/** A character lost, doubled or swapped with its neighbour, O for 0, I for 1. */
function isOneSlip(a: string, b: string): boolean {
  const fold = (text: string) => text.replaceAll("O", "0").replaceAll("I", "1");
  const [x, y] = [fold(a), fold(b)];
  if (x === y) return true;
  let i = 0;
  while (i < x.length && x[i] === y[i]) i++;
  if (x.length === y.length) {
    return x[i] === y[i + 1] && x[i + 1] === y[i] && x.slice(i + 2) === y.slice(i + 2);
  }
  if (x.length + 1 === y.length) return x.slice(i) === y.slice(i + 1);
  return x.length === y.length + 1 && x.slice(i + 1) === y.slice(i);
}

const chineseNumbers = "一 二 三 四 五 六 七 八 九 十 十一 十二".split(" ");
const englishNumbers = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

function monthNamed(memo: string, date: string): string | null {
  const english = /\b([A-Z]{3}) (20\d\d) INVOICES/.exec(memo);
  if (english) return monthText(Number(english[2]), englishNumbers.indexOf(english[1] ?? "") + 1);
  const full = /(20\d\d)[年.](\d{1,2})月?/.exec(memo);
  if (full) return monthText(Number(full[1]), Number(full[2]));
  const short = /(\d{1,2}|十?[一二三四五六七八九十])月/.exec(memo);
  if (!short) return null;
  const word = short[1] ?? "";
  const month = chineseNumbers.indexOf(word) + 1 || Number(word);
  const year = Number(date.slice(0, 4)) - (month > Number(date.slice(5, 7)) ? 1 : 0);
  return monthText(year, month);
}

function monthText(year: number, month: number): string | null {
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : null;
}

function amountsIn(memo: string): number[] {
  return (memo.match(/\d+(\.\d{1,2})?/g) ?? [])
    .filter((text) => text.length <= 9)
    .map((text) => Math.round(Number(text) * 100));
}

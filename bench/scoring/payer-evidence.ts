// How well a line's payer fits each customer, from account and name; where neither fits anybody, from
// a customer's whole name in the memo (代…付). The scorer's own reading; the engine's is not asked.
import { Converter } from "opencc-js/t2cn";
import { pinyin } from "pinyin-pro";
import type { ScoreCustomer, ScoreLine } from "./inputs.ts";

/** 3 account, 2 the same name in any legal form or script, 1 a shortened or Latin form of it. */
export type Fit = 1 | 2 | 3;

/** Town, trade name and trade: shorter texts are words. */
const shortestNameInMemo = 6;

const toSimplified = Converter({ from: "t", to: "cn" });

export class PayerEvidence {
  private readonly byAccount: ReadonlyMap<string, readonly string[]>;
  /** Accounts beside which other lines show one customer's name. */
  private readonly seenAccounts: ReadonlyMap<string, string>;
  private readonly byName: ReadonlyMap<string, readonly string[]>;
  private readonly names: readonly { no: string; plain: string; latin: string }[];
  private readonly memo = new Map<string, ReadonlyMap<string, Fit>>();

  constructor(customers: readonly ScoreCustomer[], lines: readonly ScoreLine[]) {
    const owned = customers.flatMap((one) => one.accounts.map((text) => [text, one] as const));
    this.byAccount = numbersBy(owned);
    const named = customers.flatMap((one) =>
      one.names.map((text) => [plainName(text), one] as const),
    );
    this.byName = numbersBy(named);
    this.seenAccounts = this.accountsBesideNames(lines);
    this.names = named.map(([plain, one]) => ({
      no: one.customerNo,
      plain,
      latin: latinOf(plain),
    }));
  }

  /** Customers that fit, with how well; empty when none does. */
  fits(line: ScoreLine): ReadonlyMap<string, Fit> {
    const key = `${line.payerAccount}|${line.payerName}`;
    let found = this.memo.get(key);
    if (!found) {
      found = this.search(line);
      this.memo.set(key, found);
    }
    return found.size > 0 ? found : this.namedInMemo(line.memo);
  }

  private namedInMemo(memo: string): ReadonlyMap<string, Fit> {
    const text = plainName(memo);
    const named = this.names.filter(
      ({ plain }) => plain.length >= shortestNameInMemo && text.includes(plain),
    );
    return new Map(named.map(({ no }) => [no, 2]));
  }

  private search(line: ScoreLine): ReadonlyMap<string, Fit> {
    const fits = new Map<string, Fit>();
    const plain = plainName(line.payerName);
    if (plain.length >= 4) for (const no of this.weakly(plain)) fits.set(no, 1);
    for (const no of this.byName.get(plain) ?? []) fits.set(no, 2);
    const seen = this.seenAccounts.get(line.payerAccount);
    if (seen !== undefined) fits.set(seen, 2);
    for (const no of this.byAccount.get(line.payerAccount) ?? []) fits.set(no, 3);
    return fits;
  }

  /** The bank writes account and name side by side: where one customer's whole name stands, it is his. */
  private accountsBesideNames(lines: readonly ScoreLine[]): Map<string, string> {
    const seen = new Map<string, Set<string>>();
    for (const { payerAccount, payerName } of lines) {
      if (!/^\d{8,}$/.test(payerAccount) || this.byAccount.has(payerAccount)) continue;
      const owners = this.byName.get(plainName(payerName)) ?? [];
      if (owners.length === 0) continue;
      const known = seen.get(payerAccount) ?? new Set<string>();
      for (const no of owners) known.add(no);
      seen.set(payerAccount, known);
    }
    return new Map(
      [...seen].flatMap(([account, [no, other]]) =>
        no !== undefined && other === undefined ? [[account, no]] : [],
      ),
    );
  }

  private weakly(plain: string): string[] {
    const isLatin = /^[A-Z0-9]+$/.test(plain);
    return this.names
      .filter((one) => (isLatin ? fitsLatin(plain, one) : isSubsequence(plain, one.plain)))
      .map((one) => one.no);
  }
}

function numbersBy(pairs: readonly (readonly [string, ScoreCustomer])[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [key, { customerNo }] of pairs) {
    const list = map.get(key);
    if (!list) map.set(key, [customerNo]);
    else if (!list.includes(customerNo)) list.push(customerNo);
  }
  return map;
}

/** One spelling for full and half width, 繁 and 简, brackets, blanks, 市, and the legal forms. */
function plainName(name: string): string {
  return toSimplified(name.normalize("NFKC"))
    .toUpperCase()
    .replace(/(股份有限|有限责任)公司/g, "有限公司")
    .replace(/[\s()（）.,，。·\-&]/g, "")
    .replace(/(CO|COMPANY)?(LTD|LIMITED|INC|LLC|GMBH|BV|SA|KK|PTELTD|YOUXIANGONGSI)$/g, "")
    .replace("市", "")
    .replace(/有限公司$/, "");
}

function latinOf(plain: string): string {
  if (/^[A-Z0-9]*$/.test(plain)) return plain;
  return pinyin(plain, { toneType: "none", type: "array" }).join("").toUpperCase();
}

/** SHENZHENLIXINDIANZI… against 深圳砺芯电子: the first half carries region and trade name. */
function fitsLatin(plain: string, one: { plain: string; latin: string }): boolean {
  if (plain === one.latin) return true;
  const common = commonPrefix(plain, one.latin);
  return common >= Math.max(9, Math.floor(one.latin.length * 0.3));
}

function commonPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** Truncated, or parts left out: every character of the short one in order in the long one. */
function isSubsequence(short: string, long: string): boolean {
  if (short.length > long.length || short.length * 2 < long.length) {
    return short.startsWith(long) && long.length >= 6;
  }
  let at = 0;
  for (const char of long) if (char === short[at]) at++;
  return at === short.length;
}

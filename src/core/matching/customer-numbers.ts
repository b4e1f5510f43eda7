// Customers whom a memo names by the number we gave them: KD-NR 10007, CUST C10403, 学号202610009,
// 3栋2单元1501. A number of a few digits counts only where the memo says whose number it is.
import { foldText, isHan, matchesOf, numberKey } from "./text.ts";

/** By letters and digits: whose number it is, −1 where two customers share it, and how it is written. */
export type CustomerNumbers = ReadonlyMap<string, NumberOf>;
type NumberOf = { readonly customer: number; readonly written: string };

/** What the numbers of a memo are looked up in. */
export type CustomerNames = {
  readonly customers: readonly { readonly customerNo: string; readonly name: string }[];
  readonly customerNumbers: CustomerNumbers;
  readonly names: { readonly same: (raw: string) => number };
  readonly numbers: { readonly findKey: (key: string) => number };
};

const shared = -1;

export function indexCustomerNumbers(
  customers: readonly { readonly customerNo: string; readonly aliases?: readonly string[] }[],
): CustomerNumbers {
  const byKey = new Map<string, NumberOf>();
  for (const [rank, { customerNo, aliases = [] }] of customers.entries()) {
    const numbers = [foldText(customerNo), ...aliases.flatMap(numberInAlias)];
    for (const written of numbers) {
      const key = numberKey(written);
      if (!/\d/.test(key)) continue;
      const isShared = byKey.has(key) && byKey.get(key)!.customer !== rank;
      byKey.set(key, { customer: isShared ? shared : rank, written });
    }
  }
  return byKey;
}

/** 3栋1502室, a flat that is on file as another name of who lives there: "3-1502". */
function numberInAlias(alias: string): string[] {
  const written = foldText(alias)
    .replace(flatParts, "-")
    .replace(/[室号房]$/, "");
  return /\d{3}/.test(written) && wholeToken.test(written) ? [written] : [];
}

/** The number of a customer, called so. */
const called =
  /(?:\b(?:KD|KDNR|KUNDE|KUNDEN|KUNDENNUMMER|KUNDENNR|DEBITOR|CUST|CUSTOMER|CUSTNO|CLIENTE?|KLANT|KLANTNR|ACCT|ACCOUNT|A\/C|MEMBER|STUDENT|TENANT|UNIT|ROOM)(?![A-Z])|客户|会员|用户|户|学|房|业主)[ .-]*(?:(?:NUMBER|NUMMER|NUM|NR|NO|ID|CODE)(?![A-Z])|编?号码?|编码|代码)?[ .:#]*([0-9A-Z]+(?:[-_/.][0-9A-Z]+)*)/g;
/** A run of letters and digits, with the marks within it. */
const token = /[0-9A-Z]+(?:[-_/][0-9A-Z]+)*/g;
const wholeToken = /^[0-9A-Z]+(?:[-_/][0-9A-Z]+)*$/;
/** 3栋2单元1501室: the parts of a flat's number. */
const flatParts = /(?<=\d)(?:栋|幢|座|号楼|单元|梯)(?=\d)/g;

/** Shortest number that names a customer unlabelled, as letters and digits. */
const minUncalled = 8;
/** The same for one that is written with the marks, or the letters, it has in our books. */
const minWritten = 5;

/** The one customer a memo names by his number; −1 none, or several, or another one by name. */
export function customerNumbered(memo: string, book: CustomerNames): number {
  const found = ownerOfNumber(memo, book);
  return found >= 0 && namesAnother(foldText(memo), found, book) ? -1 : found;
}

/** The one customer whose number stands in a memo, whoever else is named in it; −1. */
export function ownerOfNumber(memo: string, book: CustomerNames): number {
  if (book.customerNumbers.size === 0 || !/\d/.test(memo)) return -1;
  const folded = foldText(memo).replace(flatParts, "-");
  let found = -1;
  const take = (customer: number | undefined): boolean => {
    if (customer === undefined || customer === shared || customer === found) return true;
    if (found >= 0) return false;
    found = customer;
    return true;
  };
  for (const [, written] of matchesOf(folded, called)) {
    if (!take(book.customerNumbers.get(numberKey(written!))?.customer)) return -1;
  }
  for (const [written] of matchesOf(folded, token)) {
    const key = numberKey(written);
    const number = book.customerNumbers.get(key);
    if (number === undefined || number.customer === shared) continue;
    const { customer } = number;
    if (!speaksForItself(written, key, number.written)) continue;
    if (book.numbers.findKey(key) >= 0) continue;
    if (!take(customer)) return -1;
  }
  return found;
}

/** 3-1502: a building and a flat. */
const flat = /^\d{1,2}-\d{3,4}$/;

/** C-0607: the unit of a house; D0213: the shop of a chain. */
const unit = /^[A-Z]{1,2}-?\d{4}$/;

function speaksForItself(written: string, key: string, ours: string): boolean {
  const digits = key.replace(/\D/g, "").length;
  if (digits < 3) return false;
  if (key.length >= minUncalled) return true;
  const isPlain = /^\d+$/.test(written);
  const isLongEnough = key.length > minWritten || flat.test(written) || unit.test(written);
  return !isPlain && isLongEnough && written === ours;
}

const hanRun = /[\u3400-\u9fff]{2,}/g;
const shortestName = 2;
const longestPerson = 4;

/** Beside the number stands the name of another customer: one of them is wrong. */
function namesAnother(folded: string, customer: number, book: CustomerNames): boolean {
  const own = foldText(book.customers[customer]!.name);
  if (own.length > longestPerson || !isHan(own.charCodeAt(0)) || folded.includes(own)) return false;
  for (const [run] of matchesOf(folded, hanRun)) {
    for (let start = 0; start + shortestName <= run.length; start++) {
      const longest = Math.min(longestPerson, run.length - start);
      for (let length = shortestName; length <= longest; length++) {
        const other = book.names.same(run.slice(start, start + length));
        if (other >= 0 && other !== customer) return true;
      }
    }
  }
  return false;
}

// One entry of an MT940 statement: the :61: line with its references, and the texts that belong to it.
import type { CurrencyCode } from "../core/currency.ts";
import { daysBetween, type IsoDate, makeDate } from "../core/date.ts";
import { readAmount } from "./amount.ts";
import type { StatementEntry } from "./importer.ts";
import {
  joinWrapped,
  type Narrative,
  readNarrative,
  readNsPairs,
  SWIFT_LINE,
} from "./mt940-narrative.ts";
import type { Mt940Field } from "./mt940-tags.ts";

/** Value date, entry date, mark, funds code, amount, type, references. */
const entryLine =
  /^(\d{6})(\d{4}|\s{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*([\d.,]+)\s*([NSFT][A-Z0-9 ]{3})?(.*)$/;

/** "1O,00NTRF": what follows the digits goes on as a number, so they are not the amount. */
const brokenNumber = /^[A-Za-z]?[\d.,]*[.,]\d*[NSFT][A-Z0-9 ]{3}/;

export function readMt940Entry(
  line: Mt940Field,
  texts: readonly Mt940Field[],
  currency: CurrencyCode,
): StatementEntry | null {
  const match = entryLine.exec((line.lines[0] ?? "").trimEnd());
  if (!match) return null;
  const [, value = "", entry = "", mark = "", , number = "", type = "", references = ""] = match;
  if (type === "" && brokenNumber.test(references)) return null;
  const valueDate = swiftDate(value);
  const amount = swiftAmount(number, currency);
  if (valueDate === null || amount === null) return null;
  // RD takes back a debit: money comes in. EC and ED are expected ones (MT942).
  const isMoneyIn = mark === "C" || mark === "EC" || mark === "RD";
  const reference = splitReferences(references, line.lines.slice(1));
  const narrative = narrativeOf(texts);
  const account = narrative.payerAccount || reference.account;
  return {
    place: { row: line.row },
    bookingDate: entryDateOf(entry, valueDate) ?? valueDate,
    valueDate,
    amountMinor: isMoneyIn ? amount : -amount,
    currency,
    payerName: narrative.ultimatePayer || narrative.payerName || reference.name,
    payerAccount: account,
    memo: [narrative.memo, ...reference.texts].filter((text) => text !== "").join(" · "),
    bankRef: reference.bank,
    endToEnd: narrative.endToEnd,
    balanceMinor: null,
    reference: narrative.reference,
    extra: extraOf({
      type: type.trim(),
      customer_reference: reference.customer,
      paid_through: narrative.ultimatePayer === "" ? "" : narrative.payerName,
      is_reversal: mark.startsWith("R") ? "yes" : "",
    }),
  };
}

function narrativeOf(texts: readonly Mt940Field[]): Narrative {
  const pairs = texts.filter((field) => field.tag === "NS").flatMap((field) => field.lines);
  const free = texts
    .filter((field) => field.tag === "86")
    .flatMap((field) => trimmedLines(field.lines));
  if (free.length === 0 && pairs.length > 0) return readNsPairs(pairs);
  return readNarrative(free);
}

function trimmedLines(lines: readonly string[]): string[] {
  return lines.map(withoutPadding).filter((line) => line.trim() !== "");
}

/** A line of full width that ends in a blank was cut there: the blank parts two words. */
function withoutPadding(line: string): string {
  const text = line.trimEnd();
  return line.length >= SWIFT_LINE && text.length < line.length ? `${text} ` : text;
}

function extraOf(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

const accountNumber = /^([A-Z]{2}\d{2}[A-Z0-9]{8,30}|\d{7,})$/;
const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

/** "REF//BANKREF" and the supplementary lines; some banks put account or name of the payer there. */
function splitReferences(
  text: string,
  more: readonly string[],
): { customer: string; bank: string; account: string; name: string; texts: string[] } {
  const [before = "", bank = ""] = text.split(/\/\/(.*)/);
  // Old Rabobank files: 16 characters of reference, then the name.
  const named = /^(\S*)\s{3,}(\S.*)$/.exec(before.trimEnd());
  const ours = (named?.[1] ?? before).trim();
  const isPlaceholder = /^(NONREF|EREF|PREF|IREF|MARF|KREF|)$/.test(ours) || iban.test(ours);
  const lines = trimmedLines(more).map((line) => line.trim());
  const account = iban.test(ours) ? ours : (lines.find((line) => accountNumber.test(line)) ?? "");
  const rest = lines.filter((line) => line !== account);
  return {
    customer: isPlaceholder ? "" : ours,
    bank: bank.trim(),
    account,
    name: named?.[2] ?? "",
    texts: [...(isPlaceholder ? [] : [ours]), joinWrapped(rest)].filter((part) => part !== ""),
  };
}

/** The comma is SWIFT's decimal mark; old files of some banks have a point instead. */
export function swiftAmount(text: string, currency: CurrencyCode): bigint | null {
  const mark = text.includes(",") || !text.includes(".") ? "," : ".";
  const read = readAmount(text.replace(/[.,]$/, ""), currency, mark);
  return read.ok ? read.minor : null;
}

/** YYMMDD. German banks count interest months of 30 days: 30 February is its last day. */
export function swiftDate(digits: string): IsoDate | null {
  if (!/^\d{6}$/.test(digits)) return null;
  const [yy, month, day] = [+digits.slice(0, 2), +digits.slice(2, 4), +digits.slice(4, 6)];
  const year = yy < 80 ? 2000 + yy : 1900 + yy;
  if (month === 2 && (day === 29 || day === 30)) {
    return makeDate(year, 2, 29) ?? makeDate(year, 2, 28);
  }
  return makeDate(year, month, day);
}

/** MMDD beside a value date: the year that brings the two closest (they may straddle new year). */
function entryDateOf(digits: string, valueDate: IsoDate): IsoDate | null {
  if (!/^\d{4}$/.test(digits)) return null;
  const year = +valueDate.slice(0, 4);
  const candidates = [year - 1, year, year + 1]
    .map((one) => makeDate(one, +digits.slice(0, 2), +digits.slice(2, 4)))
    .filter((date) => date !== null)
    .sort((a, b) => Math.abs(daysBetween(a, valueDate)) - Math.abs(daysBetween(b, valueDate)));
  return candidates[0] ?? null;
}

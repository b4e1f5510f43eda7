// One transaction of an OFX statement (STMTTRN) as a statement entry.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import { addMonths, type IsoDate, makeDate } from "../core/date.ts";
import { type AmountFault, readAmount } from "./amount.ts";
import { EARLIEST_DATE } from "./date-text.ts";
import type { ImportProblem, StatementEntry } from "./importer.ts";
import { rowProblem, warning } from "./problem.ts";

/** Values by tag; those of an aggregate inside with its name before them: "PAYEE.NAME". */
export type OfxValues = ReadonlyMap<string, string>;

export type OfxReading =
  | { readonly ok: true; readonly entry: StatementEntry }
  | { readonly ok: false; readonly problem: ImportProblem };

/** Longer is no value any bank writes. */
const LONGEST_VALUE = 10_000;

export function readOfxEntry(
  values: OfxValues,
  about: { readonly row: number; readonly currency: CurrencyCode; readonly asOf: IsoDate },
): OfxReading {
  const place = { row: about.row };
  const excerpt = excerptOf(values) || "STMTTRN";
  const refuse = (problem: ImportProblem): OfxReading => ({ ok: false, problem });
  const value = (...names: readonly string[]) =>
    names.map((name) => values.get(name) ?? "").find((text) => text !== "") ?? "";
  const isMonstrous = [...values.values()].some((text) => text.length > LONGEST_VALUE);
  if (isMonstrous || (value("DTPOSTED") === "" && value("TRNAMT") === "")) {
    return refuse(rowProblem("entry_unreadable", { place, excerpt }));
  }
  const date = ofxDate(value("DTPOSTED"));
  if (date === null) return refuse(dateProblem(value("DTPOSTED"), { place, excerpt }));
  const latest = addMonths(about.asOf, 12);
  if (date < EARLIEST_DATE || date > latest) {
    const fields = { value: value("DTPOSTED"), latest };
    return refuse(rowProblem("date_out_of_range", { place, excerpt, fields }));
  }
  const given = value("CURRENCY.CURSYM").toUpperCase();
  const currency = isCurrency(given) ? given : about.currency;
  if (value("TRNAMT") === "") return refuse(rowProblem("amount_missing", { place, excerpt }));
  const amount = ofxAmount(value("TRNAMT"), currency);
  if (typeof amount !== "bigint") {
    return refuse(rowProblem(amount.code, { place, excerpt, fields: amount.fields }));
  }
  if (amount === 0n) return refuse(warning("entry_zero", { place, excerpt }));
  const name = value("EXTDNAME", "NAME", "PAYEE.NAME", "PAYEE");
  const id = value("FITID");
  const isOwnId = !isCounter(id, date);
  return {
    ok: true,
    entry: {
      place,
      bookingDate: date,
      valueDate: ofxDate(value("DTAVAIL")),
      amountMinor: amount,
      currency,
      payerName: name,
      payerAccount: value("BANKACCTTO.ACCTID", "CCACCTTO.ACCTID"),
      memo: memoOf(value("MEMO"), name),
      bankRef: isOwnId ? id : value("REFNUM"),
      endToEnd: "",
      balanceMinor: null,
      reference: "",
      extra: extraOf(values, isOwnId ? "REFNUM" : "FITID"),
    },
  };
}

/** The sign decides, not TRNTYPE (OFX 2.3 §11.4.4.1): − is money out, on a card as well. */
export function ofxAmount(text: string, currency: CurrencyCode): bigint | AmountFault {
  const bare = text.replace(/^\+\s*/, "");
  const [comma, point] = [bare.lastIndexOf(","), bare.lastIndexOf(".")];
  // OFX 2.3 §3.2.9.2: a comma or a point is the decimal mark; of both, the last.
  const read = readAmount(bare, currency, comma > point ? "," : ".");
  return read.ok ? read.minor : read.fault;
}

/** The local calendar date as written: "20230509120000.000[-5:EST]". */
export function ofxDate(text: string): IsoDate | null {
  const match = /^\s*(\d{4})[-/]?(\d{2})[-/]?(\d{2})/.exec(text);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => +(part ?? 0));
  return makeDate(year ?? 0, month ?? 0, day ?? 0);
}

function dateProblem(value: string, at: { place: { row: number }; excerpt: string }) {
  const isMissing = /^0*$/.test(value);
  if (isMissing) return rowProblem("date_missing", at);
  return rowProblem("date_unreadable", { ...at, fields: { value } });
}

/**
 * "1", "20190918001", "+201407160000004": a place in the file or in the day. It moves with the next
 * export, so it tells no entry from another; what the entry says does, with a count among equals.
 */
function isCounter(id: string, date: IsoDate): boolean {
  const bare = id.replace(/^\W+/, "");
  const shortDay = date.slice(2).replaceAll("-", "");
  const rest = bare.startsWith(shortDay)
    ? bare.slice(shortDay.length)
    : bare.replace(/^(?:19|20)\d{2}[01]\d[0-3]\d/, "");
  return /^0*\d{0,3}$/.test(rest);
}

function memoOf(memo: string, name: string): string {
  return memo === name ? "" : memo;
}

function excerptOf(values: OfxValues): string {
  const names = ["DTPOSTED", "TRNAMT", "TRNTYPE", "FITID", "NAME", "MEMO"];
  const parts = names.map((name) => values.get(name)?.slice(0, 40) ?? "");
  return parts.filter((part) => part !== "").join(" ");
}

function extraOf(values: OfxValues, otherId: string): Readonly<Record<string, string>> {
  const value = (name: string) => values.get(name) ?? "";
  const all: Record<string, string> = {
    type: value("TRNTYPE"),
    bank_id: value(otherId),
    check_number: value("CHECKNUM"),
    instructed_amount: [value("ORIGCURRENCY.CURSYM"), value("ORIGCURRENCY.CURRATE")]
      .filter((part) => part !== "")
      .join(" "),
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
}

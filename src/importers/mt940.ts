// SWIFT MT940 customer statements. Tag numbers are those of the SWIFT User Handbook, category 9.
// Balances that do not add up are shown, never a reason to refuse the file.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import { daysBetween, type IsoDate, makeDate } from "../core/date.ts";
import { formatMinor } from "../core/money.ts";
import { readAmount } from "./amount.ts";
import { charsetOf, decodeAll } from "./charset.ts";
import type {
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { joinWrapped, type Narrative, readNarrative, readNsPairs } from "./mt940-narrative.ts";
import { type Mt940Field, mt940Fields } from "./mt940-tags.ts";
import { fatalProblem, finishedFile, refusedFile, rowProblem, warning } from "./problem.ts";
import { proveOpeningClosing } from "./running-balance.ts";

const MOST_BYTES = 200_000_000;
const PROGRESS_EVERY_ENTRIES = 1000;

export const mt940: Importer = {
  format: "mt940",
  content: "statements",
  title: { zh: "SWIFT MT940 对账单", en: "SWIFT MT940" },
  extensions: [".sta", ".mt940", ".940", ".mta", ".txt"],
  recognises: (head) => head.container === "text" && isMt940(head.text),
  parse: parseMt940,
};

export function isMt940(text: string): boolean {
  const tags = new Set([...text.matchAll(/^(?:\{.*\{4:)?:(\d\d[A-Z]?):/gm)].map((tag) => tag[1]));
  const has = (...names: string[]) => names.some((name) => tags.has(name));
  if (isMt942(text)) return false;
  return has("60F", "60M", "61", "62F", "62M") && has("20", "25", "25P", "28", "28C", "60F");
}

/** Interim reports have floor limits and sums instead of balances. */
export function isMt942(text: string): boolean {
  return /^:(34F|13D):/m.test(text) && /^:(20|25|28C):/m.test(text) && !/^:60[FM]:/m.test(text);
}

type Balance = {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
  readonly date: IsoDate | null;
};

type Page = {
  account: string;
  number: string;
  opening: Balance | null;
  closing: Balance | null;
  /** :60M: or :62M:, a page of a longer statement. */
  opensMidway: boolean;
  closesMidway: boolean;
  fields: Mt940Field[];
  row: number;
};

function parseMt940(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  if (bytes.length > MOST_BYTES) {
    const fields = { limit: `${MOST_BYTES / 1_000_000} MB` };
    return refusedFile({ format: "mt940" }, [fatalProblem("file_too_large", { fields })]);
  }
  const charset = charsetOf(bytes, options.encoding);
  const problems: ImportProblem[] = [];
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  const pages = pagesOf(mt940Fields(decodeAll(bytes, charset)), options.homeCurrency);
  const progress = entryCounter(options);
  const statements = mergePages(
    pages.map((page) => toStatement(page, options.homeCurrency, problems, progress)),
    pages,
  );
  for (const statement of statements) {
    if (statement.proof.state !== "broken") continue;
    const difference = formatMinor(statement.proof.differenceMinor, statement.currency);
    problems.push(
      warning("balance_broken", { place: statement.proof.place, fields: { difference } }),
    );
  }
  if (pages.length === 0) problems.push(fatalProblem("not_recognised"));
  return finishedFile({
    format: "mt940",
    encoding: charset.encoding,
    content: { kind: "statements", statements },
    mapping: null,
    problems,
    ignoredRows: 0,
  });
}

function entryCounter(options: ParseOptions): () => void {
  let entries = 0;
  return () => {
    entries++;
    if (entries % PROGRESS_EVERY_ENTRIES === 0) options.onProgress?.(entries);
  };
}

/** A page starts with :20:, with another :60:, or with :25: where banks leave out :20:. */
function pagesOf(fields: readonly Mt940Field[], home: CurrencyCode): Page[] {
  const pages: Page[] = [];
  let page: Page | null = null;
  const start = (field: Mt940Field): Page => {
    const fresh: Page = {
      account: "",
      number: "",
      opening: null,
      closing: null,
      opensMidway: false,
      closesMidway: false,
      fields: [],
      row: field.row,
    };
    pages.push(fresh);
    return fresh;
  };
  for (const field of fields) {
    const isNext =
      field.tag === "20" ||
      (field.tag.startsWith("60") && page?.closing) ||
      (field.tag.startsWith("25") && (page?.closing || page?.account));
    if (!page || isNext) {
      const account: string = field.tag.startsWith("60") && page ? page.account : "";
      page = start(field);
      page.account = account;
    }
    takeField(page, field, home);
  }
  return pages;
}

function takeField(page: Page, field: Mt940Field, home: CurrencyCode): void {
  const first = field.lines[0] ?? "";
  switch (field.tag) {
    case "25":
    case "25P":
      page.account = accountOf(field.lines);
      return;
    case "28":
    case "28C":
      page.number = first.trim();
      return;
    case "60F":
    case "60M":
      page.opening = balanceOf(first, home);
      page.opensMidway = field.tag === "60M";
      return;
    case "62F":
    case "62M":
      page.closing = balanceOf(first, home);
      page.closesMidway = field.tag === "62M";
      page.fields.push(field);
      return;
    case "61":
    case "86":
    case "NS":
      page.fields.push(field);
      return;
  }
}

/** "NL10BUNQ2290325473 EUR" → without the currency; "BIC/account/CUR" keeps the account. */
function accountOf(lines: readonly string[]): string {
  const text = (lines[0] ?? "").trim();
  const suffix = /^(.*[\d\s/])([A-Z]{3})$/.exec(text);
  const bare =
    suffix && isCurrency(suffix[2] ?? "") ? (suffix[1] ?? "").replace(/[\s/]+$/, "") : text;
  return bare.trim();
}

/** "C180417HUF25170637,10": mark, date, currency, amount. */
function balanceOf(text: string, home: CurrencyCode): Balance | null {
  const match = /^\s*([CD])(\d{6})?([A-Z]{3})\s*([\d.,]+)/.exec(text);
  if (!match) return null;
  const [, mark = "", day = "", code = "", number = ""] = match;
  const currency = isCurrency(code) ? code : home;
  const minor = amountOf(number, currency);
  if (minor === null) return null;
  return { minor: mark === "D" ? -minor : minor, currency, date: dateOf(day) };
}

/** The comma is SWIFT's decimal mark; old files of some banks have a point instead. */
function amountOf(text: string, currency: CurrencyCode): bigint | null {
  const mark = text.includes(",") || !text.includes(".") ? "," : ".";
  const read = readAmount(text.replace(/[.,]$/, ""), currency, mark);
  return read.ok ? read.minor : null;
}

/** YYMMDD. German banks count interest months of 30 days: 30 February is its last day. */
function dateOf(digits: string): IsoDate | null {
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

function toStatement(
  page: Page,
  home: CurrencyCode,
  problems: ImportProblem[],
  progress: () => void,
): Statement {
  const currency = page.opening?.currency ?? page.closing?.currency ?? home;
  const entries: StatementEntry[] = [];
  let isUnreadable = false;
  forEachEntry(page.fields, (line, texts) => {
    progress();
    const entry = readEntry(line, texts, currency);
    if (!entry) {
      isUnreadable = true;
      problems.push(
        rowProblem("entry_unreadable", { place: { row: line.row }, excerpt: line.lines.join(" ") }),
      );
    } else if (entry.amountMinor === 0n) {
      problems.push(warning("entry_zero", { place: entry.place, excerpt: line.lines.join(" ") }));
    } else entries.push(entry);
  });
  const proof = proveOpeningClosing({
    openingMinor: page.opening?.minor ?? null,
    closingMinor: page.closing?.minor ?? null,
    sumMinor: entries.reduce((sum, entry) => sum + entry.amountMinor, 0n),
    place: { row: page.fields.find((field) => field.tag.startsWith("62"))?.row ?? page.row },
  });
  return {
    account: page.account,
    accountName: "",
    bank: "",
    currency,
    statementNo: page.number,
    from: page.opening?.date ?? entries[0]?.bookingDate ?? null,
    to: page.closing?.date ?? entries.at(-1)?.bookingDate ?? null,
    openingMinor: page.opening?.minor ?? null,
    closingMinor: page.closing?.minor ?? null,
    entries,
    proof: isUnreadable && proof.state === "proven" ? { state: "unproven" } : proof,
  };
}

/** Each :61: with the :86: and :NS: that belong to it; those after :62: speak of the statement. */
function forEachEntry(
  fields: readonly Mt940Field[],
  sink: (line: Mt940Field, texts: readonly Mt940Field[]) => void,
): void {
  let line: Mt940Field | null = null;
  let texts: Mt940Field[] = [];
  for (const field of [...fields, null]) {
    if (field && field.tag !== "61" && !field.tag.startsWith("62")) {
      texts.push(field);
      continue;
    }
    if (line) sink(line, texts);
    line = field?.tag === "61" ? field : null;
    texts = [];
  }
}

/** Value date, entry date, mark, funds code, amount, type, references. */
const entryLine =
  /^(\d{6})(\d{4}|\s{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*([\d.,]+)\s*([NSFT][A-Z0-9 ]{3})?(.*)$/;

function readEntry(
  line: Mt940Field,
  texts: readonly Mt940Field[],
  currency: CurrencyCode,
): StatementEntry | null {
  const match = entryLine.exec((line.lines[0] ?? "").trimEnd());
  if (!match) return null;
  const [, value = "", entry = "", mark = "", , number = "", type = "", references = ""] = match;
  const valueDate = dateOf(value);
  const amount = amountOf(number, currency);
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
  return lines.map((line) => line.replace(/[\s\u0000]+$/, "")).filter((line) => line.trim() !== "");
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

/** Pages of one statement (:62M: followed by :60M: with the same balance) become one. */
function mergePages(statements: readonly Statement[], pages: readonly Page[]): Statement[] {
  const merged: Statement[] = [];
  statements.forEach((statement, at) => {
    const before = merged.at(-1);
    const follows =
      before !== undefined &&
      pages[at]?.opensMidway === true &&
      pages[at - 1]?.closesMidway === true &&
      before.account === statement.account &&
      before.closingMinor === statement.openingMinor;
    if (!follows) {
      merged.push(statement);
      return;
    }
    merged[merged.length - 1] = {
      ...before,
      to: statement.to,
      closingMinor: statement.closingMinor,
      entries: [...before.entries, ...statement.entries],
      proof: before.proof.state === "proven" ? statement.proof : before.proof,
    };
  });
  return merged;
}

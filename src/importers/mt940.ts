// SWIFT MT940 customer statements and MT942 interim reports. Tag numbers are those of the SWIFT User
// Handbook, category 9. Balances that do not add up are shown, never a reason to refuse the file.
import { type CurrencyCode, isCurrency } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { formatMinor } from "../core/money.ts";
import { charsetOf, decodeAll } from "./charset.ts";
import type {
  BalanceProof,
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { withoutRepeatedInterim } from "./interim-statements.ts";
import { readMt940Entry, swiftAmount, swiftDate } from "./mt940-entry.ts";
import { type Mt940Field, mt940Fields } from "./mt940-tags.ts";
import { fatalProblem, finishedFile, rowProblem, warning } from "./problem.ts";
import { proveOpeningClosing } from "./running-balance.ts";
import { refusalOfSize } from "./text-size.ts";

const PROGRESS_EVERY_ENTRIES = 1000;

export const mt940: Importer = {
  format: "mt940",
  content: "statements",
  title: { zh: "SWIFT MT940 对账单", en: "SWIFT MT940" },
  extensions: [".sta", ".mt940", ".940", ".mta", ".txt"],
  recognises: (head) => head.container === "text" && isMt940(head.text),
  parse: (bytes, options) => parseSwift("mt940", bytes, options),
};

/** The entries of a day so far; they come again in its MT940 or camt.053. */
export const mt942: Importer = {
  format: "mt942",
  content: "statements",
  title: { zh: "SWIFT MT942 日间报告", en: "SWIFT MT942 interim report" },
  extensions: [".sta", ".mt942", ".942", ".txt"],
  recognises: (head) => head.container === "text" && isMt942(head.text),
  parse: (bytes, options) => parseSwift("mt942", bytes, options),
};

function isMt940(text: string): boolean {
  const tags = new Set([...text.matchAll(/^(?:\{.*\{4:)?:(\d\d[A-Z]?):/gm)].map((tag) => tag[1]));
  const has = (...names: string[]) => names.some((name) => tags.has(name));
  if (isMt942(text)) return false;
  return has("60F", "60M", "61", "62F", "62M") && has("20", "25", "25P", "28", "28C", "60F");
}

/** Interim reports have floor limits and sums instead of balances. */
function isMt942(text: string): boolean {
  return /^:(34F|13D):/m.test(text) && /^:(20|25|28C):/m.test(text) && !/^:60[FM]:/m.test(text);
}

type Balance = {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
  readonly date: IsoDate | null;
};

type Page = {
  account: string;
  bank: string;
  number: string;
  opening: Balance | null;
  closing: Balance | null;
  /** :60M: or :62M:, a page of a longer statement. */
  opensMidway: boolean;
  closesMidway: boolean;
  /** Floor limit, time or sums of an interim report. */
  hasReportTags: boolean;
  reportDay: IsoDate | null;
  floorCurrency: string;
  /** :90D: and :90C:, count and amount of the debits and credits above. */
  sums: { readonly minor: bigint; readonly count: number; readonly row: number }[];
  fields: Mt940Field[];
  row: number;
};

function parseSwift(format: string, bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const tooLarge = refusalOfSize(format, bytes);
  if (tooLarge) return tooLarge;
  const charset = charsetOf(bytes, options.encoding);
  const problems: ImportProblem[] = [];
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  const pages = pagesOf(mt940Fields(decodeAll(bytes, charset)), options.homeCurrency);
  const progress = entryCounter(options);
  const merged = mergePages(
    pages.map((page) => toStatement(page, options.homeCurrency, problems, progress)),
    pages,
  );
  const statements = withoutRepeatedInterim(merged, problems);
  if (statements.some(({ interim }) => interim !== undefined)) {
    problems.push(warning("interim_report", { fields: { format: "MT942" } }));
  }
  for (const statement of statements) {
    if (statement.proof.state !== "broken") continue;
    const { place, differenceMinor } = statement.proof;
    const difference = formatMinor(differenceMinor, statement.currency);
    const fields = { difference, code: "90" };
    const isReport = statement.interim !== undefined;
    problems.push(warning(isReport ? "control_total_broken" : "balance_broken", { place, fields }));
  }
  if (pages.length === 0) problems.push(fatalProblem("statement_missing"));
  return finishedFile({
    format,
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
      bank: "",
      number: "",
      opening: null,
      closing: null,
      opensMidway: false,
      closesMidway: false,
      hasReportTags: false,
      reportDay: null,
      floorCurrency: "",
      sums: [],
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
      Object.assign(page, accountOf(field.lines));
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
    case "34F":
      page.hasReportTags = true;
      page.floorCurrency ||= first.trim().slice(0, 3);
      return;
    case "13":
    case "13D":
      page.hasReportTags = true;
      page.reportDay = swiftDate(first.trim().slice(0, 6));
      return;
    case "90D":
    case "90C":
      takeSum(page, field, home);
      page.fields.push(field);
      return;
    case "61":
    case "86":
    case "NS":
      page.fields.push(field);
      return;
  }
}

/** "3PLN0,03": count, currency, amount. */
function takeSum(page: Page, field: Mt940Field, home: CurrencyCode): void {
  const match = /^\s*(\d{1,5})([A-Z]{3})([\d.,]+)/.exec(field.lines[0] ?? "");
  const code = match?.[2] ?? "";
  const minor = swiftAmount(match?.[3] ?? "", isCurrency(code) ? code : home);
  if (minor === null) return;
  page.floorCurrency ||= code;
  const signed = field.tag === "90D" ? -minor : minor;
  page.sums.push({ minor: signed, count: +(match?.[1] ?? 0), row: field.row });
}

/** "NL10BUNQ2290325473 EUR", "DEMOCNBJ/502118330838/EUR": without currency, the BIC apart. */
function accountOf(lines: readonly string[]): { account: string; bank: string } {
  const text = (lines[0] ?? "").trim();
  const suffix = /^(.*[\d\s/])([A-Z]{3})$/.exec(text);
  const hasCurrency = suffix !== null && isCurrency(suffix[2] ?? "");
  const bare = hasCurrency ? (suffix[1] ?? "").replace(/[\s/]+$/, "") : text;
  const withBank = /^([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\/(\S.*)$/.exec(bare);
  return withBank
    ? { account: withBank[2] ?? "", bank: withBank[1] ?? "" }
    : { account: bare, bank: "" };
}

/** "C180417HUF25170637,10": mark, date, currency, amount. */
function balanceOf(text: string, home: CurrencyCode): Balance | null {
  const match = /^\s*([CD])(\d{6})?([A-Z]{3})\s*([\d.,]+)/.exec(text);
  if (!match) return null;
  const [, mark = "", day = "", code = "", number = ""] = match;
  const currency = isCurrency(code) ? code : home;
  const minor = swiftAmount(number, currency);
  if (minor === null) return null;
  return { minor: mark === "D" ? -minor : minor, currency, date: swiftDate(day) };
}

function toStatement(
  page: Page,
  home: CurrencyCode,
  problems: ImportProblem[],
  progress: () => void,
): Statement {
  const isReport = page.hasReportTags && page.opening === null && page.closing === null;
  const floor = isReport && isCurrency(page.floorCurrency) ? page.floorCurrency : home;
  const currency = page.opening?.currency ?? page.closing?.currency ?? floor;
  const entries: StatementEntry[] = [];
  let isUnreadable = false;
  forEachEntry(page.fields, (line, texts) => {
    progress();
    const entry = readMt940Entry(line, texts, currency);
    if (!entry) {
      isUnreadable = true;
      problems.push(
        rowProblem("entry_unreadable", { place: { row: line.row }, excerpt: line.lines.join(" ") }),
      );
    } else if (entry.amountMinor === 0n) {
      problems.push(warning("entry_zero", { place: entry.place, excerpt: line.lines.join(" ") }));
    } else {
      const doubt = isReport ? reportDoubt(page, line, entry) : null;
      if (doubt) problems.push(doubt);
      else entries.push(entry);
      isUnreadable ||= doubt?.severity === "row";
    }
  });
  if (isReport) return toReport(page, { currency, entries, isUnreadable });
  const proof = proveOpeningClosing({
    openingMinor: page.opening?.minor ?? null,
    closingMinor: page.closing?.minor ?? null,
    sumMinor: entries.reduce((sum, entry) => sum + entry.amountMinor, 0n),
    place: { row: page.fields.find((field) => field.tag.startsWith("62"))?.row ?? page.row },
  });
  return {
    account: page.account,
    accountName: "",
    bank: page.bank,
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

/**
 * The statement of the day must say the same of an entry, or it would be counted twice: expected entries
 * (EC, ED) may never come, and without an entry date only the day of the report itself is sure.
 */
function reportDoubt(page: Page, line: Mt940Field, entry: StatementEntry): ImportProblem | null {
  const first = line.lines[0] ?? "";
  const details = { place: entry.place, excerpt: line.lines.join(" ") };
  const expected = /^\d{6}(?:\d{4}|\s{4})?\s*(E[CD])/.exec(first)?.[1];
  if (expected) return warning("entry_not_booked", { ...details, fields: { value: expected } });
  const hasEntryDate = /^\d{10}/.test(first);
  if (hasEntryDate || entry.bookingDate === page.reportDay) return null;
  return rowProblem("interim_day_unknown", details);
}

function toReport(
  page: Page,
  {
    currency,
    entries,
    isUnreadable,
  }: { currency: CurrencyCode; entries: StatementEntry[]; isUnreadable: boolean },
): Statement {
  const days = [...entries.map(({ bookingDate }) => bookingDate)].sort();
  return {
    interim: "mt942",
    account: page.account,
    accountName: "",
    bank: page.bank,
    currency,
    statementNo: page.number,
    from: days[0] ?? page.reportDay,
    to: days.at(-1) ?? page.reportDay,
    openingMinor: null,
    closingMinor: null,
    entries,
    proof: isUnreadable ? { state: "unproven" } : provenBySums(page, entries),
  };
}

/** Count and amount of debits and credits, where the report states them. */
function provenBySums({ sums }: Page, entries: readonly StatementEntry[]): BalanceProof {
  const [first] = sums;
  if (!first) return { state: "unproven" };
  const sumMinor = entries.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const differenceMinor = sums.reduce((total, { minor }) => total + minor, 0n) - sumMinor;
  if (differenceMinor !== 0n)
    return { state: "broken", differenceMinor, place: { row: first.row } };
  const count = sums.reduce((total, sum) => total + sum.count, 0);
  return count === entries.length
    ? { state: "proven", by: "control_totals" }
    : { state: "unproven" };
}

/** Each :61: with the :86: and :NS: that belong to it; those after :62: speak of the statement. */
function forEachEntry(
  fields: readonly Mt940Field[],
  sink: (line: Mt940Field, texts: readonly Mt940Field[]) => void,
): void {
  let line: Mt940Field | null = null;
  let texts: Mt940Field[] = [];
  for (const field of [...fields, null]) {
    if (field && field.tag !== "61" && !/^(62|90)/.test(field.tag)) {
      texts.push(field);
      continue;
    }
    if (line) sink(line, texts);
    line = field?.tag === "61" ? field : null;
    texts = [];
  }
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

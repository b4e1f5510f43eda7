// QIF (Quicken Interchange Format): a letter and its value a line, "^" ends a record. It names neither
// currency nor balance nor id, and writes dates as its program's language does.
import type { CurrencyCode } from "../core/currency.ts";
import { addMonths, type IsoDate } from "../core/date.ts";
import { type DecimalMark, decideDecimalMark, readAmount } from "./amount.ts";
import { charsetOf, decodeAll } from "./charset.ts";
import { type DateOrder, decideDateOrder, EARLIEST_DATE, readDate } from "./date-text.ts";
import type {
  Importer,
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { fatalProblem, finishedFile, rowProblem, warning } from "./problem.ts";
import { refusalOfSize } from "./text-size.ts";

const PROGRESS_EVERY_ENTRIES = 1000;

export const qif: Importer = {
  format: "qif",
  content: "statements",
  title: { zh: "QIF（Quicken）", en: "QIF (Quicken)" },
  extensions: [".qif"],
  recognises: (head) =>
    head.container === "text" && /^\s*!(Type|Account|Option|Clear)\b/i.test(head.text),
  parse: parseQif,
};

type QifRecord = {
  readonly row: number;
  /** "Bank", "CCard" …, "Account" for the record that names an account. */
  readonly section: string;
  /** By letter, the first of each; splits have their own. */
  readonly values: ReadonlyMap<string, string>;
  readonly isWhole: boolean;
};

/** Sections that hold money in an account; the others are lists of categories and the like. */
const moneySections = /^(Bank|CCard|Cash|Oth [AL])$/i;
const investmentSections = /^(Invst|Security|Prices)$/i;

function parseQif(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const tooLarge = refusalOfSize("qif", bytes);
  if (tooLarge) return tooLarge;
  const charset = charsetOf(bytes, options.encoding);
  const records = recordsOf(decodeAll(bytes, charset));
  const money = records.filter(({ section }) => moneySections.test(section));
  const problems: ImportProblem[] = [];
  const { order, assumed } = decideDateOrder(money.map((record) => dayText(record)));
  if (assumed) {
    const code = order === "month_first" ? "month_first_assumed" : "date_order_assumed";
    problems.push(warning(code, { place: {} }));
  }
  const mark = decideDecimalMark(money.map((record) => amountText(record))) ?? ".";
  const statements = new Map<string, Draft>();
  let account = "";
  for (const [at, record] of records.entries()) {
    if ((at + 1) % PROGRESS_EVERY_ENTRIES === 0) options.onProgress?.(at + 1);
    if (record.section === "Account") account = record.values.get("N") ?? "";
    else if (moneySections.test(record.section)) {
      const draft = statements.get(account) ?? { account, openingMinor: null, entries: [] };
      statements.set(account, draft);
      takeRecord(draft, record, { order, mark, options, problems });
    }
  }
  const hasInvestments = records.some(({ section }) => investmentSections.test(section));
  if (statements.size === 0) {
    problems.push(fatalProblem(hasInvestments ? "file_is_investment" : "statement_missing"));
  } else {
    const fields = { currency: options.homeCurrency };
    problems.push(warning("currency_assumed", { fields }));
  }
  if (charset.damaged) {
    problems.push(warning("encoding_damaged", { fields: { encoding: charset.encoding } }));
  }
  return finishedFile({
    format: "qif",
    encoding: charset.encoding,
    content: {
      kind: "statements",
      statements: [...statements.values()].map((draft) => toStatement(draft, options.homeCurrency)),
    },
    mapping: null,
    problems,
    ignoredRows: 0,
  });
}

function recordsOf(text: string): QifRecord[] {
  const records: QifRecord[] = [];
  let section = "";
  let values = new Map<string, string>();
  let row = 0;
  const close = (isWhole: boolean) => {
    if (values.size > 0) records.push({ row, section, values, isWhole });
    values = new Map();
  };
  text.split(/\r\n|\n|\r/).forEach((raw, at) => {
    const line = raw.trimEnd();
    if (line.startsWith("!")) {
      close(false);
      const name = line.replace(/^!\s*(type\s*:)?\s*/i, "").trim();
      if (!/^(option|clear)\b/i.test(name)) section = /^account$/i.test(name) ? "Account" : name;
    } else if (line === "^") close(true);
    else if (line !== "") {
      if (values.size === 0) row = at + 1;
      const letter = line.slice(0, 1).toUpperCase();
      if (!values.has(letter)) values.set(letter, line.slice(1).trim());
    }
  });
  close(false);
  return records;
}

/** "8/15'13", "1/ 3' 7": blanks pad, the apostrophe stands before years of this century. */
function dayText({ values }: QifRecord): string {
  const text = (values.get("D") ?? "").slice(0, 40);
  return text
    .replace(/\s+/g, "")
    .replace(/'(\d)$/, "/200$1")
    .replace(/'(\d\d)$/, "/20$1")
    .replace("'", "/");
}

function amountText({ values }: QifRecord): string {
  return (values.get("T") || values.get("U") || "").slice(0, 60);
}

type Draft = { readonly account: string; openingMinor: bigint | null; entries: StatementEntry[] };

type Habits = {
  readonly order: DateOrder;
  readonly mark: DecimalMark;
  readonly options: ParseOptions;
};

function takeRecord(
  draft: Draft,
  record: QifRecord,
  { problems, ...habits }: Habits & { readonly problems: ImportProblem[] },
): void {
  const excerpt = [...record.values].map((pair) => pair.join("")).join(" ");
  const details = { place: { row: record.row }, excerpt };
  const reading = readRecord(record, habits);
  if (!reading.ok) {
    problems.push(rowProblem(reading.code, { ...details, fields: reading.fields }));
    return;
  }
  const { date, minor } = reading;
  const { homeCurrency } = habits.options;
  if (isOpening(record)) draft.openingMinor ??= minor;
  else if (minor === 0n) problems.push(warning("entry_zero", details));
  else draft.entries.push(toEntry(record, date, minor, homeCurrency));
}

type Reading =
  | { readonly ok: true; readonly date: IsoDate; readonly minor: bigint }
  | {
      readonly ok: false;
      readonly code: Parameters<typeof rowProblem>[0];
      readonly fields: Readonly<Record<string, string | number>>;
    };

function readRecord(record: QifRecord, { order, mark, options }: Habits): Reading {
  const refuse = (code: Parameters<typeof rowProblem>[0], fields = {}): Reading => {
    return { ok: false, code, fields };
  };
  // without its "^" the last amount may lack digits
  if (!record.isWhole) return refuse("entry_unreadable");
  const value = record.values.get("D") ?? "";
  if (value === "") return refuse("date_missing");
  const date = readDate(dayText(record), order)?.date ?? null;
  if (date === null) return refuse("date_unreadable", { value });
  const latest = addMonths(options.asOf, 12);
  if (date < EARLIEST_DATE || date > latest) return refuse("date_out_of_range", { value, latest });
  const text = amountText(record);
  if (text === "") return refuse("amount_missing");
  const amount = readAmount(text, options.homeCurrency, mark);
  if (!amount.ok) return refuse(amount.fault.code, amount.fault.fields);
  return { ok: true, date, minor: amount.minor };
}

/** Quicken begins an account with its balance, as a transfer from the account to itself. */
function isOpening({ values }: QifRecord): boolean {
  return /^opening balance$/i.test(values.get("P") ?? "") && /^\[.*\]$/.test(values.get("L") ?? "");
}

function toEntry(
  { row, values }: QifRecord,
  bookingDate: IsoDate,
  amountMinor: bigint,
  currency: CurrencyCode,
): StatementEntry {
  const extra = { check_number: values.get("N") ?? "", category: values.get("L") ?? "" };
  return {
    place: { row },
    bookingDate,
    valueDate: null,
    amountMinor,
    currency,
    payerName: values.get("P") ?? "",
    payerAccount: "",
    memo: values.get("M") ?? "",
    bankRef: "",
    endToEnd: "",
    balanceMinor: null,
    reference: "",
    extra: Object.fromEntries(Object.entries(extra).filter(([, text]) => text !== "")),
  };
}

function toStatement(draft: Draft, currency: CurrencyCode): Statement {
  const days = draft.entries.map(({ bookingDate }) => bookingDate).sort();
  return {
    // "Checking" is a name of the user's own, a number is the bank's
    account: /\d{4}/.test(draft.account) ? draft.account : "",
    accountName: "",
    bank: "",
    currency,
    statementNo: "",
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    openingMinor: draft.openingMinor,
    closingMinor: null,
    entries: draft.entries,
    proof: { state: "unproven" },
  };
}

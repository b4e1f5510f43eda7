// Bank lines out of a table: which column is money in, what sign it has — proven by the running
// balance where there is one — and one statement for each account and currency of the file.
import type { CurrencyCode } from "../core/currency.ts";
import { formatMinor } from "../core/money.ts";
import { isEmptyCell, readAmount } from "./amount.ts";
import { foldHeader, type TableKind } from "./column-names.ts";
import { type AmountReader, chooseAmountReading } from "./entry-amount.ts";
import type {
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { excerptOfCells, finishedFile, warning } from "./problem.ts";
import { proveOpeningClosing, walkBalances } from "./running-balance.ts";
import { readTitle, type StatementTitle } from "./statement-title.ts";
import { type RowFaults, TableCells } from "./table-cells.ts";
import type { HeadRow } from "./table-layout.ts";
import { openRecords } from "./table-records.ts";

/** What a bank's profile knows beyond its column names. */
export type StatementProfile = {
  readonly format: string;
  readonly kind: Extract<TableKind, "lines" | "statement">;
  readonly bank: string;
  /** Does a table with these columns count spending as positive (cards)? */
  isInverse?(columns: ReadonlySet<string>): boolean;
};

type Draft = { -readonly [K in keyof StatementEntry]: StatementEntry[K] };

type Group = {
  readonly account: string;
  readonly accountName: string;
  readonly currency: CurrencyCode;
  readonly drafts: Draft[];
};

type Reading = {
  readonly reader: TableCells;
  readonly amountOf: AmountReader;
  readonly title: StatementTitle;
  readonly fallbackCurrency: CurrencyCode;
  readonly groups: Map<string, Group>;
  readonly problems: ImportProblem[];
  notes: number;
  /** Most files are of one account: the group of the row before is tried first. */
  latest: { readonly rawAccount: string; readonly group: Group } | null;
};

const amountFields = ["amount", "money_in", "money_out", "balance"];
const dateFields = ["date", "value_date"];

export function parseStatementTable(
  bytes: Uint8Array,
  options: ParseOptions,
  profile: StatementProfile,
): ParsedFile {
  const wanted = { format: profile.format, content: "statements", kind: profile.kind } as const;
  const opened = openRecords(bytes, options, wanted);
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: amountFields, dates: dateFields });
  const title = readTitle(table.header);
  const fallbackCurrency = title.currency ?? currencyInSample(reader, table.sample, options);
  const amounts = chooseAmountReading(reader, table.sample, {
    currency: fallbackCurrency,
    isInverse: profile.isInverse?.(new Set(table.header.cells.map(foldHeader))) ?? false,
  });
  const reading: Reading = {
    reader,
    amountOf: amounts.read,
    title,
    fallbackCurrency,
    groups: new Map(),
    problems: reader.assumedOrders.map((field) =>
      warning("date_order_assumed", { place: { column: reader.headOf(field) } }),
    ),
    notes: 0,
    latest: null,
  };
  const outcome = table.eachRow((cells, row) => {
    readEntry(reading, cells, row);
  });
  const { problems } = reading;
  if (amounts.isTurned) problems.push(warning("signs_turned", { place: {} }));
  problems.push(...outcome.problems);
  const statements = [...reading.groups.values()].map((group) =>
    toStatement(group, { title, profile, problems }),
  );
  return finishedFile({
    format: profile.format,
    encoding: table.encoding,
    content: { kind: "statements", statements },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows + reading.notes,
  });
}

/** Tables without a currency column may name it in one amount and leave it out in the next. */
function currencyInSample(
  reader: TableCells,
  sample: readonly HeadRow[],
  options: ParseOptions,
): CurrencyCode {
  if (reader.has("currency")) return options.homeCurrency;
  for (const { cells } of sample) {
    const currency = reader.currencyInside(cells, amountFields, options.homeCurrency);
    if (currency !== options.homeCurrency) return currency;
  }
  return options.homeCurrency;
}

function readEntry(reading: Reading, cells: readonly string[], row: number): void {
  const { reader, problems } = reading;
  const faults: RowFaults = [];
  const currency = reader.has("currency")
    ? reader.currency(cells, row, faults, reading.fallbackCurrency)
    : reader.currencyInside(cells, amountFields, reading.fallbackCurrency);
  const amountMinor = reading.amountOf(cells, row, currency, faults);
  const date = reader.date(cells, row, "date", faults);
  if (amountMinor === null && (date === null || reader.text(cells, "date") === "")) {
    if (isNote(reading, cells)) {
      reading.notes++;
      return;
    }
  }
  if (date === null && faults.length === 0) {
    reader.fault(faults, "date_missing", { cells, row, field: "date" });
  }
  if (amountMinor === null && faults.length === 0) {
    reader.fault(faults, "amount_missing", { cells, row });
  }
  const valueDate = reader.date(cells, row, "value_date", faults);
  const lineId = reader.text(cells, "line_id");
  if (faults.length > 0 || date === null || amountMinor === null) {
    problems.push(...faults);
    return;
  }
  if (amountMinor === 0n) {
    problems.push(zeroEntry(reader, cells, row));
    return;
  }
  const payer = payerOf(reader, cells, amountMinor > 0n);
  const draft: Draft = {
    place: reader.place(row),
    bookingDate: date,
    valueDate,
    amountMinor,
    currency,
    payerName: payer.name,
    payerAccount: soundAccount(reading, cells, row, payer.account),
    memo: reader.joined(cells, "memo"),
    bankRef: notEmptyMark(reader.text(cells, "bank_ref")),
    endToEnd: notEmptyMark(reader.text(cells, "end_to_end")),
    balanceMinor: reader.has("balance") ? balanceOf(reading, cells, row, currency) : null,
    reference: notEmptyMark(reader.text(cells, "reference")),
    extra: reader.extra(cells),
  };
  if (lineId !== "") draft.lineId = lineId;
  groupOf(reading, cells, currency).drafts.push(draft);
}

/** Neither date nor amount in the row: a remark under or between the entries. */
function isNote({ reader }: Reading, cells: readonly string[]): boolean {
  return amountFields.every((field) => {
    const text = reader.text(cells, field);
    return field === "balance" || isEmptyCell(text);
  });
}

function zeroEntry(reader: TableCells, cells: readonly string[], row: number): ImportProblem {
  return warning("entry_zero", { place: reader.place(row), excerpt: excerptOfCells(cells) });
}

/** For money in the remitter, for money out the beneficiary, where a bank shows both. */
function payerOf(
  reader: TableCells,
  cells: readonly string[],
  isMoneyIn: boolean,
): { name: string; account: string } {
  const side = isMoneyIn ? "remitter" : "beneficiary";
  const name = notEmptyMark(reader.text(cells, "payer_name"));
  const account = notEmptyMark(reader.text(cells, "payer_account"));
  return {
    name: name !== "" ? name : notEmptyMark(reader.text(cells, `${side}_name`)),
    account: account !== "" ? account : notEmptyMark(reader.text(cells, `${side}_account`)),
  };
}

function notEmptyMark(text: string): string {
  return isEmptyCell(text) ? "" : text;
}

/** A payer's account that a spreadsheet has damaged is no evidence; the money itself is sound. */
function soundAccount(
  reading: Reading,
  cells: readonly string[],
  row: number,
  account: string,
): string {
  if (!reading.reader.isDamaged("payer_account", account)) return account;
  reading.problems.push(
    warning("payer_account_damaged", {
      place: reading.reader.place(row, "payer_account"),
      excerpt: excerptOfCells(cells),
      fields: { value: account },
    }),
  );
  return "";
}

function balanceOf(
  reading: Reading,
  cells: readonly string[],
  row: number,
  currency: CurrencyCode,
): bigint | null {
  const faults: RowFaults = [];
  const balance = reading.reader.amount(cells, row, "balance", currency, faults);
  for (const fault of faults) {
    reading.problems.push({ ...fault, severity: "warning", code: "balance_unreadable" });
  }
  return balance;
}

function groupOf(reading: Reading, cells: readonly string[], currency: CurrencyCode): Group {
  const { reader, latest } = reading;
  const rawAccount = reader.text(cells, "account");
  if (latest?.rawAccount === rawAccount && latest.group.currency === currency) return latest.group;
  const group = findGroup(reading, cells, currency);
  reading.latest = { rawAccount, group };
  return group;
}

function findGroup(reading: Reading, cells: readonly string[], currency: CurrencyCode): Group {
  const { reader, title, groups } = reading;
  const account = notEmptyMark(reader.text(cells, "account")) || title.account;
  const key = `${account}\u001f${currency}`;
  const known = groups.get(key);
  if (known) return known;
  const accountName = notEmptyMark(reader.text(cells, "account_name")) || title.accountName;
  const group: Group = { account, accountName, currency, drafts: [] };
  groups.set(key, group);
  return group;
}

type Finishing = {
  readonly title: StatementTitle;
  readonly profile: StatementProfile;
  readonly problems: ImportProblem[];
};

function toStatement(group: Group, { title, profile, problems }: Finishing): Statement {
  const { drafts } = group;
  const walk = walkBalances(drafts);
  const stated = {
    opening: titleAmount(title.opening, group.currency),
    closing: titleAmount(title.closing, group.currency),
  };
  const proof =
    walk.steps > 0
      ? walk.proof
      : proveOpeningClosing({
          openingMinor: stated.opening,
          closingMinor: stated.closing,
          sumMinor: drafts.reduce((sum, draft) => sum + draft.amountMinor, 0n),
          place: drafts[0]?.place ?? {},
        });
  if (proof.state === "broken") {
    problems.push(
      warning("balance_broken", {
        place: proof.place,
        fields: { difference: formatMinor(proof.differenceMinor, group.currency) },
      }),
    );
  }
  let from = title.from ?? drafts[0]?.bookingDate ?? null;
  let to = title.to ?? drafts[0]?.bookingDate ?? null;
  for (const { bookingDate } of drafts) {
    if (from === null || bookingDate < from) from = bookingDate;
    if (to === null || bookingDate > to) to = bookingDate;
  }
  return {
    account: group.account,
    accountName: group.accountName,
    bank: profile.bank,
    currency: group.currency,
    statementNo: "",
    from,
    to,
    openingMinor: stated.opening ?? walk.openingMinor,
    closingMinor: stated.closing ?? walk.closingMinor,
    entries: drafts,
    proof,
  };
}

function titleAmount(text: string, currency: CurrencyCode): bigint | null {
  if (isEmptyCell(text)) return null;
  const read = readAmount(text, currency);
  return read.ok ? read.minor : null;
}

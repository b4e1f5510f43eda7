// Bank lines out of a table: which column is money in, what sign it has — proven by the running
// balance where there is one — and one statement for each account and currency of the file.
import type { CurrencyCode } from "../core/currency.ts";
import { formatMinor } from "../core/money.ts";
import { isEmptyCell, readAmount } from "./amount.ts";
import { foldHeader, type TableKind } from "./column-names.ts";
import { type AmountReader, type BalanceReader, chooseAmountReading } from "./entry-amount.ts";
import type {
  ImportProblem,
  ParsedFile,
  ParseOptions,
  Statement,
  StatementEntry,
} from "./importer.ts";
import { excerptOfCells, finishedFile, warning } from "./problem.ts";
import { proveOpeningClosing, walkBalances } from "./running-balance.ts";
import { readTitle, type StatementTitle, titleInRow } from "./statement-title.ts";
import { assumedOrderWarnings, type RowFaults, TableCells } from "./table-cells.ts";
import type { Header, HeadRow } from "./table-layout.ts";
import { openRecords } from "./table-records.ts";
import { withColumnsToldApart } from "./told-by-content.ts";

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
  /** The titles its entries stand under: one, or one a sheet where it goes on. */
  readonly titles: Set<StatementTitle>;
  readonly drafts: Draft[];
};

type Reading = {
  readonly reader: TableCells;
  readonly amountOf: AmountReader;
  readonly balanceIn: BalanceReader;
  header: Header;
  title: StatementTitle;
  fallbackCurrency: CurrencyCode;
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
  const table = withColumnsToldApart(opened.value, options);
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
    balanceIn: amounts.balance,
    header: table.header,
    title,
    fallbackCurrency,
    groups: new Map(),
    problems: assumedOrderWarnings(reader),
    notes: 0,
    latest: null,
  };
  const outcome = table.eachRow(
    (cells, row) => {
      readEntry(reading, cells, row);
    },
    (header) => {
      openPart(reading, header, header === table.header ? title : readTitle(header));
    },
  );
  const { problems } = reading;
  if (amounts.isTurned) problems.push(warning("signs_turned", { place: {} }));
  problems.push(...outcome.problems);
  if (reading.groups.size === 0 && problems.length === 0) problems.push(warning("no_entries", {}));
  const groups = [...reading.groups.values()];
  const statements = groups.map((group) =>
    toStatement(group, { titles: ownTitles(group, groups), profile, problems }),
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

/** Another sheet, or another account further down: what its title leaves out stays as it was. */
function openPart(reading: Reading, header: Header, title: StatementTitle): void {
  reading.header = header;
  reading.title = title.account === "" ? { ...title, account: reading.title.account } : title;
  reading.fallbackCurrency = title.currency ?? reading.fallbackCurrency;
  reading.latest = null;
}

/** Balances and period above a table are a statement's own only where nobody shares the title. */
function ownTitles(group: Group, groups: readonly Group[]): readonly StatementTitle[] {
  const others = groups.filter((other) => other !== group);
  return [...group.titles].filter((title) => !others.some((other) => other.titles.has(title)));
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
  if (date === null) {
    const title = titleInRow(cells, reading.header);
    if (title) {
      openPart(reading, reading.header, title);
      reading.notes++;
      return;
    }
  }
  if (amountMinor === null && (date === null || reader.text(cells, "date") === "")) {
    if (isNote(reading, cells)) {
      reading.notes++;
      return;
    }
  }
  if (isSummary(reading, cells)) {
    reading.notes++;
    return;
  }
  if (isNotDone(reading, cells)) {
    problems.push(
      warning("entry_not_booked", {
        place: reader.place(row),
        excerpt: excerptOfCells(cells),
        fields: { value: reader.text(cells, "entry_state") },
      }),
    );
    return;
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

/** No money has moved, or not yet; a balance beside the entry has moved with it. */
function isNotDone({ reader }: Reading, cells: readonly string[]): boolean {
  const state = reader.text(cells, "entry_state");
  if (state === "") return false;
  return notDone.test(state) || (notYetDone.test(state) && !reader.has("balance"));
}

const notDone =
  /失败|关闭|未成功|已(撤销|取消|作废|拒绝)|^(failed|failure|declined|rejected|cancell?ed|voided)$/i;
const notYetDone =
  /处理中|等待|待(处理|审核|复核|授权|支付|付款|入账|确认)|^(pending|processing)$/i;

/** Neither date nor amount in the row: a remark under or between the entries. */
function isNote({ reader }: Reading, cells: readonly string[]): boolean {
  return amountFields.every((field) => {
    const text = reader.text(cells, field);
    return field === "balance" || isEmptyCell(text);
  });
}

/**
 * "本月合计", "承前页", "Balance brought forward" under an entry's date: a sum or balance that the
 * bank puts among the entries. It names no other party.
 */
function isSummary({ reader }: Reading, cells: readonly string[]): boolean {
  // most entries name somebody, which settles it at the first look
  const isNamed = partyFields.some((field) => !isEmptyCell(reader.text(cells, field)));
  if (isNamed) return false;
  const texts = reader.all(cells, "memo");
  return texts.length === 1 && summaryWords.test((texts[0] ?? "").replace(/\s+/g, ""));
}

const partyFields = ["payer_name", "payer_account", "remitter_name", "beneficiary_name"];

const summaryWords =
  /^((本|当)?[日月季年期页]?(合计|总计|小计|累计)|(上[日月年期页]|[期月年][初末]|承前)(余额|结转|结余)|本[日月年期](余额|结余)|承前页|过次页|(opening|closing)balance|balance(brought|carried)forward)$/i;

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
  const named = name === "" ? nameBehind.exec(account) : null;
  if (named) return { name: named[2] ?? "", account: named[1] ?? "" };
  return {
    name: name !== "" ? name : notEmptyMark(reader.text(cells, `${side}_name`)),
    account: account !== "" ? account : notEmptyMark(reader.text(cells, `${side}_account`)),
  };
}

/** "buyer@firm.example(上海启明贸易有限公司)": Alipay puts the name behind the account. */
const nameBehind = /^([\w.*@+-]{5,80})[(（]([^()（）]{2,60})[)）]$/;

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
  const balance = reading.balanceIn(cells, row, currency, faults);
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
  group.titles.add(reading.title);
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
  const group: Group = { account, accountName, currency, titles: new Set(), drafts: [] };
  groups.set(key, group);
  return group;
}

type Finishing = {
  readonly titles: readonly StatementTitle[];
  readonly profile: StatementProfile;
  readonly problems: ImportProblem[];
};

function toStatement(group: Group, { titles, profile, problems }: Finishing): Statement {
  const { drafts } = group;
  const walk = walkBalances(drafts);
  const stated = {
    opening: titleAmount(titles[0]?.opening ?? "", group.currency),
    closing: titleAmount(titles.at(-1)?.closing ?? "", group.currency),
  };
  const ends = proveOpeningClosing({
    openingMinor: stated.opening,
    closingMinor: stated.closing,
    sumMinor: drafts.reduce((sum, draft) => sum + draft.amountMinor, 0n),
    place: drafts[0]?.place ?? {},
  });
  // Entries missing before the first or after the last leave the balance column whole.
  const proof = walk.steps > 0 && ends.state !== "broken" ? walk.proof : ends;
  if (proof.state === "broken") {
    problems.push(
      warning("balance_broken", {
        place: proof.place,
        fields: { difference: formatMinor(proof.differenceMinor, group.currency) },
      }),
    );
  }
  let from = titles[0]?.from ?? drafts[0]?.bookingDate ?? null;
  let to = titles.at(-1)?.to ?? drafts[0]?.bookingDate ?? null;
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

// One account out of another firm's ledger: entries with one signed amount, the balances before and
// after them where the table shows any. Any layout: columns by name, or as a person mapped them.
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { isEmptyCell } from "./amount.ts";
import { directionOf } from "./direction-words.ts";
import { type AmountReader, chooseAmountReading } from "./entry-amount.ts";
import type { BalanceProof, ColumnMapping, ImportProblem, ParseOptions } from "./importer.ts";
import { fatalProblem } from "./problem.ts";
import { type BalanceWalk, proveOpeningClosing, walkBalances } from "./running-balance.ts";
import { assumedOrderWarnings, type RowFaults, TableCells } from "./table-cells.ts";
import type { HeadRow } from "./table-layout.ts";
import { openRecords } from "./table-records.ts";
import { unwrapFile } from "./unwrap.ts";

export type LedgerRow = {
  readonly row: number;
  readonly date: IsoDate;
  readonly no: string;
  readonly refs: readonly string[];
  readonly memo: string;
  readonly party: string;
  readonly currency: CurrencyCode;
  /** Credit less debit, as the table's own running balance bears out where it has one. */
  readonly amountMinor: bigint;
};

export type ParsedLedger = {
  readonly rows: readonly LedgerRow[];
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly proof: BalanceProof;
  readonly encoding: string;
  readonly mapping: ColumnMapping | null;
  readonly problems: readonly ImportProblem[];
  readonly ignoredRows: number;
  /** The amounts are what is left of each document, not what moved. */
  readonly isOpenItems: boolean;
};

const amountFields = ["open_amount", "amount", "money_in", "money_out", "balance"];
const openingWords = /期初|上年结转|年初余额|承前页|上期余额|opening|brought forward|b\/f/i;
const subtotalWords = /^(本[日月期季年]|当[日月期年])?(小计|合计|累计|总计)$|^(sub-?)?totals?$/i;

export type LedgerOptions = ParseOptions & {
  /** Said by a person; otherwise a column of open amounts makes it a list of open items. */
  readonly isOpenItems?: boolean;
};

export function parseLedgerFile(
  name: string,
  bytes: Uint8Array,
  options: LedgerOptions,
): ParsedLedger {
  if (bytes.length === 0) return refusedLedger([fatalProblem("file_empty")]);
  const file = unwrapFile(name, bytes);
  return file.ok ? parseTable(file.bytes, options) : refusedLedger([file.problem]);
}

function refusedLedger(
  problems: readonly ImportProblem[],
  mapping: ColumnMapping | null = null,
): ParsedLedger {
  const nothing = { rows: [], openingMinor: null, closingMinor: null, ignoredRows: 0 } as const;
  return {
    ...nothing,
    isOpenItems: false,
    proof: { state: "unproven" },
    encoding: "",
    mapping,
    problems,
  };
}

type Draft = LedgerRow & { readonly balanceMinor: bigint | null; readonly place: { row: number } };

function parseTable(bytes: Uint8Array, options: LedgerOptions): ParsedLedger {
  const wanted = { format: "ledger", content: "statements", kind: "ledger" } as const;
  const opened = openRecords(bytes, options, wanted);
  if (!opened.ok) return refusedLedger(opened.error.problems, opened.error.mapping);
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: amountFields, dates: ["date"] });
  const amounts = chooseAmountReading(reader, table.sample, {
    currency: options.homeCurrency,
    isInverse: false,
  });
  const isOpenItems = options.isOpenItems ?? reader.has("open_amount");
  const isOpenAmount = isOpenItems && reader.has("open_amount");
  const readAmount: AmountReader = isOpenAmount
    ? (cells, row, currency, faults) => reader.amount(cells, row, "open_amount", currency, faults)
    : amounts.read;
  const balanceOf = balanceReader(reader, amounts.isTurned);
  const problems: ImportProblem[] = assumedOrderWarnings(reader);
  const drafts: Draft[] = [];
  let openingMinor: bigint | null = null;
  let notes = 0;
  const outcome = table.eachRow((cells, row) => {
    const faults: RowFaults = [];
    const memo = reader.joined(cells, "memo");
    const currency = reader.currency(cells, row, faults, options.homeCurrency);
    if (isSubtotal(reader, cells)) {
      notes += 1;
      return;
    }
    const amountMinor = readAmount(cells, row, currency, faults);
    // beside what is left of each document nothing runs
    const balanceMinor = isOpenItems ? null : balanceOf(cells, row, currency);
    if (amountMinor === null || amountMinor === 0n) {
      if (openingWords.test(cells.join(" "))) openingMinor ??= balanceMinor;
      if (faults.length > 0) problems.push(...faults);
      else notes += 1;
      return;
    }
    const date = reader.date(cells, row, "date", faults);
    const no = reader.identifier(cells, row, "no", faults);
    if (date === null && faults.length === 0) {
      reader.fault(faults, "date_missing", { cells, row, field: "date" });
    }
    if (faults.length > 0 || date === null) {
      problems.push(...faults);
      return;
    }
    const refs = [...reader.all(cells, "ref"), ...reader.all(cells, "voucher")];
    const party = reader.text(cells, "party");
    drafts.push({
      row,
      place: { row },
      date,
      no,
      refs,
      memo,
      party,
      currency,
      amountMinor,
      balanceMinor,
    });
  });
  openingMinor ??= openingOf(outcome.totals, (cells, row) =>
    balanceOf(cells, row, options.homeCurrency),
  );
  const walk = walkBalances(drafts);
  return {
    rows: drafts.map(({ balanceMinor: _, place: __, ...row }) => row),
    ...balancesOf(drafts, walk, openingMinor),
    encoding: table.encoding,
    mapping: table.mapping,
    problems: [...problems, ...outcome.problems],
    ignoredRows: outcome.ignoredRows + notes,
    isOpenItems,
  };
}

/** 本月合计, 本年累计 …: sums of what stands above them. */
function isSubtotal(reader: TableCells, cells: readonly string[]): boolean {
  return reader.all(cells, "memo").some((text) => subtotalWords.test(text.replace(/\s/g, "")));
}

type BalanceOf = (cells: readonly string[], row: number, currency: CurrencyCode) => bigint | null;

/** Beside two columns 方向 speaks of the balance: the side that amounts count up on is above zero. */
function balanceReader(reader: TableCells, isTurned: boolean): BalanceOf {
  const isOfBalance =
    (reader.has("money_in") || reader.has("money_out")) && reader.has("direction");
  const usual = isTurned ? -1 : 1;
  return (cells, row, currency) => {
    const faults: RowFaults = [];
    const amount = reader.amount(cells, row, "balance", currency, faults);
    if (amount === null || faults.length > 0) return null;
    if (!isOfBalance) return amount;
    const side = directionOf(reader.text(cells, "direction"));
    return side === null || side === usual ? amount : -amount;
  };
}

function openingOf(
  totals: readonly HeadRow[],
  balanceOf: (cells: readonly string[], row: number) => bigint | null,
): bigint | null {
  const opening = totals.find(({ cells }) => cells.some((cell) => openingWords.test(cell)));
  return opening ? balanceOf(opening.cells, opening.row) : null;
}

/** What the table says of its balances; a stated opening goes before what the first row implies. */
function balancesOf(
  drafts: readonly Draft[],
  walk: BalanceWalk,
  openingMinor: bigint | null,
): Pick<ParsedLedger, "openingMinor" | "closingMinor" | "proof"> {
  const opening = openingMinor ?? walk.openingMinor;
  const sumMinor = drafts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const { closingMinor } = walk;
  const proof = proveOpeningClosing({ openingMinor: opening, closingMinor, sumMinor, place: {} });
  return { openingMinor: opening, closingMinor, proof };
}

/** A cell that says nothing is no party. */
export function partiesOf(rows: readonly LedgerRow[]): string[] {
  return [...new Set(rows.map(({ party }) => party).filter((party) => !isEmptyCell(party)))];
}

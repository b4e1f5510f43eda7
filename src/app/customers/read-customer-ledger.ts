// A customer's ledger 明细账 of a period: opening, each line with the balance after it, closing.
import type { CustomerLedger, CustomerLedgerLine } from "../../contract/customers.ts";
import { addDays, isoDate, startOfMonth } from "../../core/date.ts";
import { type AccountKey, accountOf, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { displayLine } from "../../core/ledger/posting.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type EntryWord, entryWords, narrate } from "../../core/words/ledger.ts";
import type { Language } from "../../core/words/word.ts";
import {
  type CustomerViewpoint,
  type LedgerLineRow,
  selectBalancesAt,
  selectCustomer,
  selectLedgerLines,
} from "../../db/customer-page.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { balanceSide, customerAccounts } from "../../reports/customer-ledger.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import type { HomeBooks } from "./list-customers.ts";

/** A longer period is cut, and said to be. */
const mostLines = 5000;

export type LedgerRequest = {
  readonly customerId: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly detail: "entries" | "lines";
};

export async function readCustomerLedger(
  deps: Deps,
  books: HomeBooks,
  request: LedgerRequest,
): Promise<Result<CustomerLedger, { readonly code: "not_found" }>> {
  const { orgId, booksId } = books;
  const to = isoDate(request.to ?? books.today);
  const from = isoDate(request.from ?? startOfMonth(to));
  const knownAt = request.knownAt ?? null;
  const at = { orgId, booksId, customerId: request.customerId, asOf: to, knownAt };
  return inOrganisation(deps.pool, orgId, async (db) => {
    if ((await selectCustomer(db, books, request.customerId)) === null) {
      return refuse({ code: "not_found" });
    }
    const { ledger } = await loadBooksContext(db, books);
    const before = await balances(db, { ...at, asOf: addDays(from, -1) });
    const after = await balances(db, at);
    const found = new Set([...before.keys(), ...after.keys()]);
    const currencies = found.size > 0 ? [...found].sort() : [books.homeCurrency];
    const ledgers = [];
    for (const currency of currencies) {
      const rows = await selectLedgerLines(db, at, {
        from,
        currency,
        accounts: customerAccounts,
        limit: mostLines + 1,
      });
      const opening = before.get(currency) ?? 0n;
      const closing = after.get(currency) ?? 0n;
      const { detail } = request;
      ledgers.push(ledgerOf(rows, { ledger, currency, opening, closing, detail }));
    }
    return ok({ from, to, knownAt, ledgers });
  });
}

/** Debit positive, by currency. */
async function balances(db: Db, at: CustomerViewpoint): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of await selectBalancesAt(db, at, customerAccounts)) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  }
  return sums;
}

type LedgerContext = {
  readonly ledger: LedgerSettings;
  readonly currency: string;
  readonly opening: bigint;
  readonly closing: bigint;
  readonly detail: "entries" | "lines";
};

function ledgerOf(
  rows: readonly LedgerLineRow[],
  { ledger, currency, opening, closing, detail }: LedgerContext,
): CustomerLedger["ledgers"][number] {
  let balance = opening;
  const turnover = { debit: 0n, credit: 0n };
  const booked = rows.slice(0, mostLines);
  const lines = (detail === "lines" ? booked : byEntry(booked)).map((row) => {
    balance += signed(row);
    const shown = shownSide(row, ledger);
    turnover[shown.side] += shown.minor;
    return lineOnWire(row, { ledger, currency, balance, shown });
  });
  const side = (minor: bigint) => ({ side: balanceSide(minor), balance: size(minor, currency) });
  return {
    currency,
    opening: side(opening),
    debit: formatMinor(turnover.debit, currency),
    credit: formatMinor(turnover.credit, currency),
    closing: side(closing),
    lines,
    isCut: rows.length > mostLines,
  };
}

/**
 * One row an entry: an allocation takes from 2203.01 what it puts on 1122, which changes nothing of
 * what the customer owes. Lines of one side stay on it, so that 红字 stays red.
 */
function byEntry(rows: readonly LedgerLineRow[]): LedgerLineRow[] {
  return [...Map.groupBy(rows, ({ entryId }) => entryId).values()].flatMap((lines) => {
    const [first] = lines;
    const net = lines.reduce((sum, line) => sum + Number(signed(line)), 0);
    const home = lines.reduce(
      (sum, { side, homeMinor }) => sum + (side === "D" ? homeMinor : -homeMinor),
      0,
    );
    if (first === undefined || (net === 0 && home === 0)) return [];
    const isOneSided = lines.every(({ side }) => side === first.side);
    const side = isOneSided ? first.side : net >= 0 ? "D" : "C";
    const sign = side === "D" ? 1 : -1;
    return [{ ...first, side, amountMinor: sign * net, homeMinor: sign * home }];
  });
}

function signed({ side, amountMinor }: LedgerLineRow): bigint {
  return side === "D" ? BigInt(amountMinor) : -BigInt(amountMinor);
}

function size(minor: bigint, currency: string): string {
  return formatMinor(minor < 0n ? -minor : minor, currency);
}

type Shown = { readonly side: "debit" | "credit"; readonly minor: bigint };

/** 红字 keeps its side with a negative amount, unless the books show it on the other side. */
function shownSide(row: LedgerLineRow, ledger: LedgerSettings): Shown {
  const { side, amountMinor } = displayLine(
    {
      account: row.account as AccountKey, // posted by our own events
      side: row.side === "D" ? "debit" : "credit",
      currency: row.currency,
      amountMinor: BigInt(row.amountMinor),
      homeMinor: BigInt(row.homeMinor),
    },
    ledger.reversalStyle ?? "red",
  );
  return { side, minor: amountMinor };
}

function lineOnWire(
  row: LedgerLineRow,
  about: { ledger: LedgerSettings; currency: string; balance: bigint; shown: Shown },
): CustomerLedgerLine {
  const { ledger, currency, balance, shown } = about;
  const account = row.account as AccountKey; // as above
  const facts = accountOf(ledger, account);
  const amount = formatMinor(shown.minor, currency);
  return {
    entryId: row.entryId,
    seq: row.seq,
    date: row.date,
    event: row.event,
    narration: { zh: narration(row, "zh"), en: narration(row, "en") },
    accountCode: facts.code,
    accountName: { zh: facts.zh, en: facts.en },
    debit: shown.side === "debit" ? amount : null,
    credit: shown.side === "credit" ? amount : null,
    side: balanceSide(balance),
    balance: size(balance, currency),
    isReversal: row.reversesId !== null,
    itemId: row.itemId,
    lineId: row.lineId,
  };
}

type Narrated = Pick<LedgerLineRow, "event" | "narrationKey" | "narrationFields" | "reversesId">;

export function narration(row: Narrated, language: Language): string {
  if (!Object.hasOwn(entryWords, row.narrationKey)) return row.event;
  const key = row.narrationKey as EntryWord; // just looked up
  const reversed = row.reversesId === null ? {} : { reversesId: String(row.reversesId) };
  return narrate({ narration: { key, fields: { ...row.narrationFields } }, ...reversed }, language);
}

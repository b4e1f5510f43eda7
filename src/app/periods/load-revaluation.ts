// What a month's end revaluation would change: every foreign monetary balance at the closing rate
// (J35). What an earlier run of the same month has posted is part of the book value already, so a
// second run posts only what has changed since.
import { endOfMonth, type IsoDate, isoDate, type Month } from "../../core/date.ts";
import { type AccountKey, revaluedAccounts } from "../../core/ledger/accounts.ts";
import type { ForeignBalance } from "../../core/ledger/events/revaluation.ts";
import { type DatedRate, rateAt } from "../../core/ledger/rates.ts";
import { convertMoney, type Rate } from "../../core/money.ts";
import {
  type BankBalanceRow,
  type ForeignBalanceRow,
  selectBankBalances,
  selectIntragroupBalances,
  selectItemBalances,
  selectReceiptBalances,
} from "../../db/foreign-balances.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";

export type RevaluedBalance = {
  readonly row: ForeignBalanceRow;
  readonly balance: ForeignBalance;
  /** Closing value less book value, debit above zero. */
  readonly changeMinor: bigint;
};

export type Revaluation = {
  readonly end: IsoDate;
  readonly rates: readonly Rate[];
  /** Currencies without a rate within a week of the month's end. */
  readonly missing: readonly string[];
  readonly balances: readonly RevaluedBalance[];
  /** Bank accounts whose statement proves another balance: they are kept in the general ledger. */
  readonly leftOut: readonly BankBalanceRow[];
};

/** Balances that stand on items; receipts and bank accounts are read from their own records. */
const itemAccounts: readonly AccountKey[] = [...revaluedAccounts].filter(
  (key) => key !== "bank" && key !== "on_account" && key !== "unidentified",
);

export async function loadRevaluation(
  db: Db,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly month: Month;
    readonly homeCurrency: string;
  },
): Promise<Revaluation> {
  const { orgId, booksId, homeCurrency } = of;
  const end = endOfMonth(isoDate(`${of.month}-01`));
  const at = { orgId, booksId, asOf: end, homeCurrency };
  const items = await selectItemBalances(db, at, itemAccounts);
  const receipts = await selectReceiptBalances(db, at);
  const intragroup = await selectIntragroupBalances(db, at);
  const banks = await selectBankBalances(db, at);
  const leftOut = banks.filter(isKeptElsewhere);
  const rows = [
    ...items,
    ...receipts,
    ...intragroup,
    ...banks.filter((row) => !isKeptElsewhere(row)),
  ];
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  const known = await selectRates(db, { orgId, booksId, to: homeCurrency }, currencies);
  const rates = closingRates(known, { currencies, homeCurrency, end });
  const balances = rows.flatMap((row) => {
    const rate = rates.get(row.currency);
    return rate ? [revalued(row, rate)] : [];
  });
  const missing = currencies.filter((currency) => !rates.has(currency));
  return { end, rates: [...rates.values()], missing, balances, leftOut };
}

/** This ledger books receipts and refunds; money that leaves otherwise is booked elsewhere. */
function isKeptElsewhere({ statementMinor, amountMinor }: BankBalanceRow): boolean {
  return statementMinor !== null && statementMinor !== amountMinor;
}

function closingRates(
  known: readonly DatedRate[],
  of: {
    readonly currencies: readonly string[];
    readonly homeCurrency: string;
    readonly end: IsoDate;
  },
): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const from of of.currencies) {
    const rate = rateAt(known, { from, to: of.homeCurrency, date: of.end });
    if (rate.ok) rates.set(from, rate.value);
  }
  return rates;
}

function revalued(row: ForeignBalanceRow, rate: Rate): RevaluedBalance {
  const { account, currency } = row;
  const amountMinor = BigInt(row.amountMinor);
  const homeMinor = BigInt(row.homeMinor);
  const refs = {
    ...ref("customerId", row.customerId),
    ...ref("itemId", row.itemId),
    ...ref("receiptId", row.receiptId),
    ...ref("bankAccountId", row.bankAccountId),
  };
  const closing = convertMoney({ minor: amountMinor, currency }, rate).minor;
  return {
    row,
    balance: { account, currency, amountMinor, homeMinor, refs, rate },
    changeMinor: closing - homeMinor,
  };
}

function ref<Key extends string>(key: Key, id: number | null): { [K in Key]?: string } {
  return id === null ? {} : ({ [key]: String(id) } as { [K in Key]?: string }); // its only key
}

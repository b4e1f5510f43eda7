// The open items one payer may be settling, in one currency, arranged for the searches of stage B.
// Built from what is left, kept until something of it is taken.
import { minorPerUnit } from "../currency.ts";
import type { Book } from "./book.ts";
import { kindCode, noDay } from "./book.ts";
import { type Groupings, groupItems } from "./groupings.ts";
import type { PaperShelf } from "./near-number.ts";
import type { RunningShelf } from "./short-numbers.ts";

export type Pool = {
  readonly customers: readonly number[];
  readonly currency: string;
  /** Receivables (+), oldest due first. */
  readonly debts: readonly number[];
  /** Credit notes, advances, payables (−). */
  readonly credits: readonly number[];
  /** Plans, bills, e-receivables: settled one by one, never part of "everything open". */
  readonly side: readonly number[];
  readonly sumDebts: number;
  /** Share of the debts that are multiples of 100 units of the currency. */
  readonly roundShare: number;
  /** Open amount → debts with exactly it. */
  readonly byAmount: ReadonlyMap<number, readonly number[]>;
  /** The debts, largest first; built when first asked for. */
  readonly falling: () => readonly number[];
  /** Built when first asked for. */
  readonly groupings: () => Groupings;
  /** Other currencies in which these customers owe; found when first asked for. */
  readonly otherCurrencies: () => readonly string[];
};

const { plan, bill, e_receivable: eReceivable } = kindCode;
const { credit_note: creditNote, advance, payable } = kindCode;

export function isSideKind(kind: number): boolean {
  return kind === plan || kind === bill || kind === eReceivable;
}

export function isCreditKind(kind: number): boolean {
  return kind === creditNote || kind === advance || kind === payable;
}

function buildPool(customers: readonly number[], currency: string, book: Book): Pool {
  const debts: number[] = [];
  const credits: number[] = [];
  const side: number[] = [];
  for (const customer of customers) {
    const own = book.itemsOf(customer);
    for (let at = 0; at < own.length; at++) {
      const item = own[at]!;
      if (book.left[item] === 0 || book.itemAt(item).currency !== currency) continue;
      const kind = book.kind[item]!;
      if (isSideKind(kind)) side.push(item);
      else if (isCreditKind(kind)) credits.push(item);
      else debts.push(item);
    }
  }
  // Stable: items of one day keep their canonical order.
  debts.sort((a, b) => book.dueDay[a]! - book.dueDay[b]! || issueOf(book, a) - issueOf(book, b));
  let sumDebts = 0;
  let round = 0;
  const roundUnit = 100 * minorPerUnit(currency);
  const byAmount = new Map<number, number[]>();
  for (const item of debts) {
    const open = book.left[item]!;
    sumDebts += open;
    if (open % roundUnit === 0) round++;
    const same = byAmount.get(open);
    if (same) same.push(item);
    else byAmount.set(open, [item]);
  }
  const roundShare = debts.length === 0 ? 0 : round / debts.length;
  let groupings: Groupings | null = null;
  let falling: readonly number[] | null = null;
  let others: readonly string[] | null = null;
  const pool: Pool = {
    customers,
    currency,
    debts,
    credits,
    side,
    sumDebts,
    roundShare,
    byAmount,
    falling: () => {
      falling ??= [...debts].sort((a, b) => book.left[b]! - book.left[a]!);
      return falling;
    },
    groupings: () => {
      groupings ??= groupItems(pool, book);
      return groupings;
    },
    otherCurrencies: () => {
      others ??= otherCurrencies(customers, currency, book);
      return others;
    },
  };
  return pool;
}

function otherCurrencies(customers: readonly number[], currency: string, book: Book): string[] {
  const found = new Set<string>();
  for (const customer of customers) {
    for (const item of book.itemsOf(customer)) {
      if (book.left[item]! > 0) found.add(book.itemAt(item).currency);
    }
  }
  found.delete(currency);
  return [...found].sort();
}

function issueOf(book: Book, item: number): number {
  const day = book.issueDay[item]!;
  return day === noDay ? 0 : day;
}

export type Pools = {
  readonly papers: PaperShelf;
  readonly running: RunningShelf;
  readonly of: (customers: readonly number[], currency: string) => Pool;
  /** Something of this customer was taken: its pools are built anew when next asked for. */
  readonly forget: (customer: number) => void;
};

export function keepPools(book: Book): Pools {
  /** By first customer, then by currency and the other customers. */
  const byFirst = new Map<number, Map<string, Pool>>();
  const firstsOf = new Map<number, Set<number>>();
  return {
    papers: new Map(),
    running: new Map(),
    of: (customers, currency) => {
      const first = customers[0]!;
      const pools = byFirst.get(first) ?? new Map<string, Pool>();
      byFirst.set(first, pools);
      const key = customers.length === 1 ? currency : `${currency} ${customers.join(" ")}`;
      let pool = pools.get(key);
      if (!pool) {
        pool = buildPool(customers, currency, book);
        pools.set(key, pool);
        for (const customer of customers) {
          const firsts = firstsOf.get(customer);
          if (firsts) firsts.add(first);
          else firstsOf.set(customer, new Set([first]));
        }
      }
      return pool;
    },
    forget: (customer) => {
      for (const first of firstsOf.get(customer) ?? []) byFirst.delete(first);
      firstsOf.delete(customer);
    },
  };
}

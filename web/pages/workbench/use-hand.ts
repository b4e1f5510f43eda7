// The state of settling by hand: which customer's items are listed, which are ticked and for how
// much, and the reason of what is left. What it comes to is computed in hand-settlement.ts.
import { useMemo, useState } from "react";
import {
  type FoundOrders,
  itemPool,
  type LineCandidate,
  type WorkbenchItem,
} from "../../../src/contract/workbench.ts";
import type { DifferenceCode } from "../../../src/core/differences.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { groupedAmount, minorOf, readEntry } from "./amounts.ts";
import type { ChosenCustomer } from "./customer-picker.tsx";
import {
  type Balance,
  balanceOf,
  type ChosenItem,
  type HandLine,
  type HandOutcome,
  type HandReason,
  reasonsFor,
  settlementOf,
} from "./hand-settlement.ts";

/** A ticked item with its amounts as they were typed. */
export type Entry = {
  readonly item: WorkbenchItem;
  readonly amount: string;
  /** Only where the item is in another currency than the lines. */
  readonly takes: string;
};

/** How it begins: by a proposal that is to be changed, or with nothing ticked. */
export type HandStart = {
  readonly lines: readonly HandLine[];
  readonly customer: ChosenCustomer | null;
  readonly candidate: LineCandidate | null;
  readonly reason: HandReason | null;
};

/** How settling by hand begins. */
export type HandWish = {
  /** A proposal to change; null: nothing is ticked. */
  readonly candidate: number | null;
  readonly isSplit: boolean;
  /** The customer the line was just claimed for. */
  readonly customer: ChosenCustomer | null;
};

export type Hand = {
  readonly start: HandStart;
  readonly customer: ChosenCustomer | null;
  readonly chooseCustomer: (customer: ChosenCustomer | null) => void;
  readonly q: string;
  readonly find: (q: string) => void;
  readonly withGroup: boolean;
  readonly setWithGroup: (on: boolean) => void;
  readonly allCurrencies: boolean;
  readonly setAllCurrencies: (on: boolean) => void;
  /** Ticked ones that the filter hides, then what the filter shows. */
  readonly items: readonly WorkbenchItem[];
  readonly isLoading: boolean;
  readonly shown: number;
  readonly count: number;
  readonly entries: ReadonlyMap<number, Entry>;
  /** The list of a platform's orders is asked for. */
  readonly isPasting: boolean;
  readonly setPasting: (on: boolean) => void;
  /** Ticks what the list of a platform names, each for what the list says. */
  readonly tickOrders: (found: FoundOrders["found"]) => void;
  readonly toggle: (item: WorkbenchItem) => void;
  readonly type: (item: WorkbenchItem, field: "amount" | "takes", text: string) => void;
  /** Works out what was typed: sums, and `=`. */
  readonly finish: (item: WorkbenchItem, field: "amount" | "takes") => void;
  /** Gives an item what still lacks, ticked or not. */
  readonly fill: (item: WorkbenchItem) => void;
  readonly isWrong: (entry: Entry) => boolean;
  /** The first entry that asks for more than is open. */
  readonly tooMuch: {
    readonly number: string;
    readonly open: string;
    readonly asked: string;
  } | null;
  readonly balance: Balance;
  readonly reasons: readonly HandReason[];
  readonly reason: HandReason | null;
  readonly setReason: (reason: HandReason) => void;
  readonly deduction: DifferenceCode | null;
  readonly setDeduction: (code: DifferenceCode) => void;
  /** End of the warranty of a retention. */
  readonly due: string | null;
  readonly setDue: (date: string | null) => void;
  readonly outcome: HandOutcome;
  readonly hasWrong: boolean;
};

const listed = 200;

export function useHand(start: HandStart): Hand {
  const base = useBooksPath();
  const currency = start.lines[0]?.currency ?? "CNY";
  const [customer, setCustomer] = useState(start.customer);
  const [q, find] = useState("");
  const [withGroup, setWithGroup] = useState(false);
  const [allCurrencies, setAllCurrencies] = useState(false);
  const [entries, setEntries] = useState(() => entriesOf(start.candidate));
  const [reason, setReason] = useState(start.reason);
  const [deduction, setDeduction] = useState<DifferenceCode | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const [isPasting, setPasting] = useState(false);
  const pool = useGet(itemPool, `${base}/workbench/items`, {
    query: {
      customerId: customer?.id ?? null,
      withGroup: customer && withGroup ? true : null,
      currency: allCurrencies ? null : currency,
      q: q.trim(),
      limit: listed,
    },
    enabled: customer !== null || q.trim() !== "",
    keep: true,
  });
  const found = customer === null && q.trim() === "" ? [] : (pool.data?.rows ?? []);
  const items = useMemo(() => {
    const ids = new Set(found.map((item) => item.id));
    const hidden = [...entries.values()].filter((entry) => !ids.has(entry.item.id));
    return [...hidden.map((entry) => entry.item), ...found];
  }, [found, entries]);

  const { chosen, hasWrong } = useMemo(() => chosenOf(entries, currency), [entries, currency]);
  const { lines } = start;
  const balance = balanceOf({ lines, chosen });
  const reasons = reasonsFor(balance.differenceMinor);
  const fitting = reason !== null && reasons.includes(reason) ? reason : null;
  const outcome = useMemo(
    () => settlementOf({ lines, chosen, customerId: customer?.id ?? null, reason, deduction, due }),
    [lines, chosen, customer, reason, deduction, due],
  );

  const change = (id: number, entry: Entry | null) => {
    setEntries((before) => {
      const next = new Map(before);
      if (entry) next.set(id, entry);
      else next.delete(id);
      return next;
    });
  };
  /** What was typed, as an amount: "=" is what still lacks, "1000+200" is calculated. */
  const settle = (entry: Entry, field: "amount" | "takes", text: string) => {
    const { item } = entry;
    const isHome = item.currency === currency;
    const of = field === "takes" || isHome ? currency : item.currency;
    const now = readEntry(entry[field], of, 0n) ?? 0n;
    const open = openOf(item);
    const balancing = field === "takes" || isHome ? now + balance.differenceMinor : open;
    // no item bears more than is open on it
    const even = field === "amount" && isHome && balancing > open && open > 0n ? open : balancing;
    const minor = readEntry(text, of, even);
    if (minor === 0n) change(item.id, null);
    else if (minor !== null) change(item.id, { ...entry, [field]: groupedAmount(minor, of) });
  };
  return {
    start,
    customer,
    chooseCustomer: setCustomer,
    q,
    find,
    withGroup,
    setWithGroup,
    allCurrencies,
    setAllCurrencies,
    items,
    isLoading: pool.isFetching && !pool.data,
    shown: found.length,
    count: pool.data?.count ?? 0,
    entries,
    isPasting,
    setPasting,
    tickOrders: (found) => {
      setEntries((before) => {
        const next = new Map(before);
        for (const { item, amount } of found) {
          const shown = groupedAmount(minorOf(amount, item.currency), item.currency);
          next.set(item.id, { item, amount: shown, takes: "" });
        }
        return next;
      });
    },
    toggle: (item) => {
      if (entries.has(item.id)) change(item.id, null);
      else {
        const amount = groupedAmount(openOf(item), item.currency);
        change(item.id, { item, amount, takes: takesOf(item, currency, balance) });
      }
    },
    type: (item, field, text) => {
      const entry = entries.get(item.id) ?? { item, amount: item.open, takes: "" };
      change(item.id, { ...entry, [field]: text });
    },
    fill: (item) => {
      const entry = entries.get(item.id) ?? {
        item,
        amount: "",
        takes: takesOf(item, currency, balance),
      };
      settle(entry, "amount", "=");
    },
    finish: (item, field) => {
      const entry = entries.get(item.id);
      if (entry) settle(entry, field, entry[field]);
    },
    isWrong: (entry) => readChosen(entry, currency) === null,
    tooMuch: tooMuchOf(entries),
    balance,
    reasons,
    reason: fitting,
    setReason,
    deduction,
    setDeduction,
    due,
    setDue,
    outcome,
    hasWrong,
  };
}

function openOf(item: WorkbenchItem): bigint {
  return minorOf(item.open, item.currency);
}

/** In another currency: what is left of the money, until somebody says otherwise. */
function takesOf(item: WorkbenchItem, currency: string, { differenceMinor }: Balance): string {
  if (item.currency === currency) return "";
  return groupedAmount(differenceMinor > 0n ? differenceMinor : 0n, currency);
}

function entriesOf(candidate: LineCandidate | null): ReadonlyMap<number, Entry> {
  const list = candidate?.allocations ?? [];
  return new Map(
    list.map(({ item, amount, lineAmount }) => {
      const shown = groupedAmount(minorOf(amount, item.currency), item.currency);
      return [item.id, { item, amount: shown, takes: lineAmount }];
    }),
  );
}

function chosenOf(entries: ReadonlyMap<number, Entry>, currency: string) {
  const read = [...entries.values()].map((entry) => readChosen(entry, currency));
  const chosen = read.filter((one) => one !== null);
  return { chosen, hasWrong: chosen.length < read.length };
}

function tooMuchOf(entries: ReadonlyMap<number, Entry>): Hand["tooMuch"] {
  for (const { item, amount } of entries.values()) {
    const asked = readEntry(amount, item.currency, 0n);
    if (asked === null || asked <= openOf(item) || openOf(item) < 0n) continue;
    return {
      number: item.no.slice(-8),
      open: groupedAmount(openOf(item), item.currency),
      asked: groupedAmount(asked, item.currency),
    };
  }
  return null;
}

/** Null: no amount, of the wrong sign, or more than is open. */
function readChosen({ item, amount, takes }: Entry, currency: string): ChosenItem | null {
  const minor = readEntry(amount, item.currency, 0n);
  const open = openOf(item);
  const isWithin = (value: bigint) =>
    open < 0n ? value < 0n && value >= open : value > 0n && value <= open;
  if (minor === null || !isWithin(minor)) return null;
  if (item.currency === currency) return { item, amountMinor: minor, takesMinor: minor };
  const taken = readEntry(takes, currency, 0n);
  if (taken === null || taken <= 0n) return null;
  return { item, amountMinor: minor, takesMinor: taken };
}

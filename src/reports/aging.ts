// Ages what is open, per customer and currency: the arithmetic behind the aging report, proof 1 and
// the figures of a customer's page (ACCOUNTING §5, §6; DOMAIN §3.18).
import type { IsoDate } from "../core/date.ts";
import { itemKinds } from "../core/item-kinds.ts";
import { isReceivableAccount } from "../core/ledger/accounts.ts";
import { addBalances, type Balance, zeroBalance } from "../core/ledger/balance.ts";
import type { OpenReceipt } from "../core/ledger/open.ts";
import {
  type ItemRecord,
  type ItemState,
  itemsAt,
  type LedgerRecords,
  receiptsAt,
  type Viewpoint,
} from "../core/ledger/records.ts";
import { bookAgeOf, bookAges, bucketOf, overdueBuckets, overdueDays } from "../core/terms/ages.ts";

/** due: days past the due date; issue: days since the document; book_age: years since the claim arose. */
export type AgingBasis = "due" | "issue" | "book_age";

/** What an item is aged by; a credit note linked to an invoice is aged by that invoice. */
export type AgeDates = {
  readonly dueDate: IsoDate | null;
  readonly issueDate: IsoDate;
  readonly ageFrom: IsoDate;
};

export type AgedItem = AgeDates & {
  readonly itemId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly homeMinor: bigint;
  readonly disputedMinor: bigint;
  /** A credit note without invoice stands in a column of its own. */
  readonly unlinkedCredit: boolean;
};

export type Unapplied = {
  readonly customerId: string;
  readonly customerName: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly homeMinor: bigint;
};

/** Bucket codes in the order of the columns. */
export function bucketCodes(basis: AgingBasis): readonly string[] {
  if (basis === "book_age") return bookAges.map(({ code }) => code);
  const overdue = overdueBuckets.map(({ code }) => code);
  return basis === "due" ? ["not_due", ...overdue, "no_due_date"] : overdue;
}

function bucketOfItem(item: AgeDates, asOf: IsoDate, basis: AgingBasis): string {
  if (basis === "book_age") return bookAgeOf(asOf, item.ageFrom);
  if (basis === "due") return bucketOf(overdueDays(asOf, item.dueDate));
  // the first bucket holds the day of issue as well
  const days = overdueDays(asOf, item.issueDate) ?? 0;
  return bucketOf(Math.max(days, 1));
}

export type AgingRow = {
  readonly customerId: string;
  readonly customerName: string;
  readonly currency: string;
  readonly buckets: ReadonlyMap<string, Balance>;
  /** Credit notes without invoice; zero or negative. */
  readonly unlinkedCredits: Balance;
  /** Buckets and unlinked credits: ties to the balance of 1122. */
  readonly receivable: Balance;
  /** Receipts on account, as a positive figure. */
  readonly unapplied: Balance;
  readonly net: Balance;
  /** Inside the buckets, not beside them. */
  readonly disputedMinor: bigint;
};

type Sums = {
  customerName: string;
  buckets: Map<string, Balance>;
  unlinkedCredits: Balance;
  unapplied: Balance;
  disputedMinor: bigint;
};

export type AgingInput = {
  readonly items: readonly AgedItem[];
  readonly unapplied: readonly Unapplied[];
  readonly asOf: IsoDate;
  readonly basis: AgingBasis;
};

/** One row a customer and currency, by customer name. */
export function ageItems({ items, unapplied, asOf, basis }: AgingInput): AgingRow[] {
  const groups = new Map<string, Sums>();
  const groupOf = (of: { customerId: string; customerName: string; currency: string }) => {
    const key = `${of.customerId} ${of.currency}`;
    const group = groups.get(key) ?? emptySums(of.customerName);
    if (group.customerName === "") group.customerName = of.customerName;
    groups.set(key, group);
    return group;
  };
  for (const item of items) addItem(groupOf(item), item, bucketOfItem(item, asOf, basis));
  for (const money of unapplied) {
    const group = groupOf(money);
    group.unapplied = addBalances(group.unapplied, money);
  }
  return [...groups].map(([key, sums]) => rowOf(key, sums)).sort(byName);
}

function emptySums(customerName: string): Sums {
  return {
    customerName,
    buckets: new Map(),
    unlinkedCredits: zeroBalance,
    unapplied: zeroBalance,
    disputedMinor: 0n,
  };
}

function addItem(group: Sums, item: AgedItem, bucket: string): void {
  group.disputedMinor += item.disputedMinor;
  if (item.unlinkedCredit) {
    group.unlinkedCredits = addBalances(group.unlinkedCredits, item);
    return;
  }
  group.buckets.set(bucket, addBalances(group.buckets.get(bucket) ?? zeroBalance, item));
}

function rowOf(key: string, sums: Sums): AgingRow {
  const [customerId = "", currency = ""] = key.split(" ");
  const receivable = [...sums.buckets.values()].reduce(addBalances, sums.unlinkedCredits);
  const net = {
    amountMinor: receivable.amountMinor - sums.unapplied.amountMinor,
    homeMinor: receivable.homeMinor - sums.unapplied.homeMinor,
  };
  return { customerId, currency, ...sums, receivable, net };
}

function byName(a: AgingRow, b: AgingRow): number {
  const left = `${a.customerName} ${a.customerId} ${a.currency}`;
  const right = `${b.customerName} ${b.customerId} ${b.currency}`;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** What aging shows of the records: items on 1122, and money that rests on customers' accounts. */
export function agingInput(
  records: LedgerRecords,
  viewpoint: Viewpoint,
  basis: AgingBasis,
): AgingInput {
  const byId = new Map(records.items.map((item) => [item.itemId, item]));
  return {
    asOf: viewpoint.asOf,
    basis,
    items: itemsAt(records, viewpoint)
      .filter(isInAging)
      .map((item) => agedItem(item, byId)),
    unapplied: receiptsAt(records, viewpoint).flatMap((receipt) => unappliedOf(receipt)),
  };
}

/** What left the books is nobody's to age here. */
function isInAging(item: ItemState): boolean {
  if (item.isDerecognised) return false;
  return itemKinds[item.kind].account !== null && isReceivableAccount(item.account);
}

function agedItem(item: ItemState, byId: ReadonlyMap<string, ItemRecord>): AgedItem {
  const isCredit = item.kind === "credit_note";
  const blue = isCredit && item.linkedItemId !== null ? byId.get(item.linkedItemId) : undefined;
  const { dueDate, issueDate, ageFrom } = blue ?? item;
  return { ...item, dueDate, issueDate, ageFrom, unlinkedCredit: isCredit && blue === undefined };
}

function unappliedOf(receipt: OpenReceipt): Unapplied[] {
  return receipt.account === "on_account" ? [receipt] : [];
}

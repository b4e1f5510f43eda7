// What is known of a customer on the day an item is issued: the features from which the chance of late
// payment is told. One walk through time; a row sees only what was recorded before its own day, so
// nothing that happens later can change it.

import { sigmoid } from "./logistic.ts";

/** An item that is to be paid. Days from 1970-01-01; amounts in home minor units. */
export type LateItem = {
  readonly customer: number;
  readonly issuedDay: number;
  readonly dueDay: number;
  readonly minor: number;
  /** The day it was settled in full; null: not yet, as far as is known. */
  readonly settledDay: number | null;
  /** The day a factor bought what was unpaid of it: unpaid until then, and nothing is known after it. */
  readonly soldDay: number | null;
  /** Of customers that resemble each other: a region, a trade. */
  readonly group: string;
  /** A dispute about it; known once it is settled. */
  readonly isDisputed: boolean;
};

export const lateFeatures = [
  "late_share",
  "late_share_lately",
  "days_late",
  "days_late_last",
  "usual_days",
  "late_by_spread",
  "settled_count",
  "open_count",
  "open_overdue_share",
  "open_overdue_days",
  "open_money",
  "amount",
  "amount_to_usual",
  "term_days",
  "due_day_of_month",
  "due_weekday",
  "days_since_last",
  "group_late_share",
  "all_late_share",
  "disputed_share",
  "spread_of_days",
] as const;
export type LateFeature = (typeof lateFeatures)[number];

/** One number a feature, in the order of `lateFeatures`; NaN: nothing is known. */
export type LateFacts = Float64Array;

/** How many payments the share "lately" looks at, and how strongly a small number leans on all. */
const lately = 4;
const leaning = 3;

type Tally = { count: number; late: number };

type CustomerState = Tally & {
  daysLate: number;
  squares: number;
  sum: number;
  disputed: number;
  money: number;
  issued: number;
  lastIssuedDay: number;
  /** Days late of the last few settlements, the newest last. */
  readonly last: number[];
  readonly open: Set<number>;
};

/** In the order of `items`; `weekdayOf` and `monthDayOf` tell a day's place in the calendar. */
export function lateFacts(
  items: readonly LateItem[],
  calendar: {
    readonly weekdayOf: (day: number) => number;
    readonly monthDayOf: (day: number) => number;
  },
): LateFacts[] {
  const byIssue = order(items, ({ issuedDay }) => issuedDay);
  const byEnd = order(items, (item) => endOf(item) ?? Number.POSITIVE_INFINITY);
  const customers = new Map<number, CustomerState>();
  const groups = new Map<string, Tally>();
  const all: Tally = { count: 0, late: 0 };
  const facts: LateFacts[] = new Array(items.length);
  let ended = 0;
  for (let at = 0; at < byIssue.length; ) {
    const day = items[byIssue[at]!]!.issuedDay;
    for (; ended < byEnd.length; ended += 1) {
      const index = byEnd[ended]!;
      const item = items[index]!;
      const end = endOf(item);
      if (end === null || end >= day) break;
      const customer = stateOf(customers, item.customer);
      if (item.settledDay === null) customer.open.delete(index);
      else settle(item, index, { customer, groups, all });
    }
    const sameDay: number[] = [];
    for (; at < byIssue.length && items[byIssue[at]!]!.issuedDay === day; at += 1) {
      sameDay.push(byIssue[at]!);
    }
    for (const index of sameDay) {
      const item = items[index]!;
      const customer = stateOf(customers, item.customer);
      const group = groups.get(item.group) ?? { count: 0, late: 0 };
      facts[index] = factsAt(item, { items, customer, group, all, calendar });
    }
    for (const index of sameDay) issue(items[index]!, index, customers);
  }
  return facts;
}

/** From this day on it is not seen open. */
function endOf({ settledDay, soldDay }: LateItem): number | null {
  return settledDay ?? soldDay;
}

function order(items: readonly LateItem[], keyOf: (item: LateItem) => number): number[] {
  return items
    .map((_, index) => index)
    .sort((a, b) => keyOf(items[a]!) - keyOf(items[b]!) || a - b);
}

function stateOf(customers: Map<number, CustomerState>, id: number): CustomerState {
  const known = customers.get(id);
  if (known) return known;
  const fresh: CustomerState = {
    ...{ count: 0, late: 0, daysLate: 0, squares: 0, sum: 0, disputed: 0 },
    ...{ money: 0, issued: 0, lastIssuedDay: Number.NaN, last: [], open: new Set() },
  };
  customers.set(id, fresh);
  return fresh;
}

function settle(
  item: LateItem,
  index: number,
  on: {
    readonly customer: CustomerState;
    readonly groups: Map<string, Tally>;
    readonly all: Tally;
  },
): void {
  const days = (item.settledDay ?? item.dueDay) - item.dueDay;
  const late = days > 0 ? 1 : 0;
  const group = on.groups.get(item.group) ?? { count: 0, late: 0 };
  on.groups.set(item.group, group);
  const { customer } = on;
  for (const tally of [customer, group, on.all]) {
    tally.count += 1;
    tally.late += late;
  }
  customer.daysLate += Math.max(0, days);
  customer.sum += days;
  customer.squares += days * days;
  customer.disputed += item.isDisputed ? 1 : 0;
  customer.last.push(days);
  if (customer.last.length > lately) customer.last.shift();
  // settled on the day of its issue: it was never seen open
  customer.open.delete(index);
}

function issue(item: LateItem, index: number, customers: Map<number, CustomerState>): void {
  const customer = stateOf(customers, item.customer);
  customer.issued += 1;
  customer.money += item.minor;
  customer.lastIssuedDay = item.issuedDay;
  customer.open.add(index);
}

type Around = {
  readonly items: readonly LateItem[];
  readonly customer: CustomerState;
  readonly group: Tally;
  readonly all: Tally;
  readonly calendar: Parameters<typeof lateFacts>[1];
};

function factsAt(item: LateItem, around: Around): LateFacts {
  const { customer, group, all, calendar } = around;
  const allShare = shareOf(all, 0.5);
  const groupShare = shareOf(group, allShare);
  const { count, last } = customer;
  const mean = count === 0 ? Number.NaN : customer.sum / count;
  const open = openAt(item, around);
  const usual = customer.issued === 0 ? Number.NaN : customer.money / customer.issued;
  const lateLately = { count: last.length, late: last.filter((days) => days > 0).length };
  const lateShare = shareOf(customer, groupShare);
  return Float64Array.of(
    lateShare,
    shareOf(lateLately, lateShare),
    customer.late === 0 ? 0 : customer.daysLate / customer.late,
    last.at(-1) ?? Number.NaN,
    mean,
    lateBySpread(customer, lateShare),
    Math.log1p(count),
    open.count,
    open.count === 0 ? Number.NaN : open.overdue / open.count,
    open.overdue === 0 ? 0 : open.days / open.overdue,
    Math.log1p(open.money),
    Math.log1p(Math.max(0, item.minor)),
    usual > 0 ? item.minor / usual : Number.NaN,
    item.dueDay - item.issuedDay,
    calendar.monthDayOf(item.dueDay),
    calendar.weekdayOf(item.dueDay),
    item.issuedDay - customer.lastIssuedDay,
    groupShare,
    allShare,
    count === 0 ? Number.NaN : customer.disputed / count,
    count < 2 ? Number.NaN : Math.sqrt(Math.max(0, customer.squares / count - mean * mean)),
  );
}

/** A share that leans on a wider one while there are few. */
function shareOf({ count, late }: Tally, wider: number): number {
  return (late + leaning * wider) / (count + leaning);
}

/**
 * The chance that a payment comes after its due date if days late are spread like those so far:
 * it tells 29 of 30 days from 15 of 30, where the share says "never late" of both.
 */
function lateBySpread({ count, sum, squares }: CustomerState, share: number): number {
  if (count < 2) return share;
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(1, squares / count - mean * mean));
  return sigmoid((1.702 * (mean - 0.5)) / spread);
}

function openAt(item: LateItem, { items, customer }: Around) {
  const open = { count: 0, overdue: 0, days: 0, money: 0 };
  for (const index of customer.open) {
    const other = items[index]!;
    open.count += 1;
    open.money += other.minor;
    if (other.dueDay >= item.issuedDay) continue;
    open.overdue += 1;
    open.days += item.issuedDay - other.dueDay;
  }
  return open;
}

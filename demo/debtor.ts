// One customer while the year is played: what it is called, how it pays, what it owes.
import { dayNumber, endOfMonth } from "../src/core/date.ts";
import type { DemoCustomer, DemoItem, DemoItemKind } from "./books.ts";
import type { ReferenceStyle } from "./mix.ts";
import type { CompanyName } from "./names/company-name.ts";
import type { Random } from "./random.ts";
import { unitOf, type World } from "./world.ts";

export type OpenItem = {
  readonly item: DemoItem;
  /** Not yet settled, in the item's own direction (always ≥ 0). */
  left: number;
  /** Never paid in this window: stuck, disputed, forgotten. */
  held: boolean;
};

export type Debtor = {
  readonly customer: DemoCustomer;
  readonly name: CompanyName;
  readonly formerName: string;
  readonly person: string;
  readonly personAccount: string;
  readonly financeCompany: string;
  readonly account: string;
  readonly secondAccount: string;
  readonly random: Random;
  readonly termDays: number;
  readonly monthEnd: boolean;
  /** Its invoices scatter around this, in whole currency units. */
  readonly typicalAmount: number;
  /** Amounts that come again and again (price list, rent); empty for most. */
  readonly fixedAmounts: readonly number[];
  readonly favouriteReference: ReferenceStyle;
  readonly own: number;
  readonly contractNo: string;
  lastOrderNo: string;
  readonly open: OpenItem[];
  /** Months paid as a whole: nothing may be issued into them afterwards. */
  readonly closedMonths: Set<number>;
  /** Everything issued up to this day has been cleared. */
  issueFloor: number;
  /** Everything due before this day has been cleared. */
  dueFloor: number;
  /** A case of several payments runs until this day: nothing is cleared as a whole before. */
  busyUntil: number;
};

function dueDayOf(world: World, debtor: Debtor, issueDay: number): number {
  if (!debtor.monthEnd) return issueDay + debtor.termDays;
  return dayNumber(endOfMonth(world.dateOf(issueDay).date)) + debtor.termDays;
}

export function monthIndex(world: World, day: number): number {
  const { year, month } = world.dateOf(day);
  return year * 12 + month - 1;
}

/** A day on which goods paid at `payDay` were plausibly invoiced. */
export function plausibleIssueDay(world: World, debtor: Debtor, payDay: number): number {
  const { random } = debtor;
  const wait = debtor.termDays + (debtor.monthEnd ? 15 : 0) + Math.round(5 + 11 * random.normal());
  const earliest = Math.max(payDay - Math.max(wait, 1), debtor.issueFloor + 1);
  for (let day = earliest; day < payDay; day++) {
    const isOpenMonth = !debtor.closedMonths.has(monthIndex(world, day));
    if (isOpenMonth && dueDayOf(world, debtor, day) >= debtor.dueFloor) return day;
  }
  return payDay;
}

export type IssueOptions = {
  readonly day: number;
  readonly kind?: DemoItemKind;
  readonly amountMinor?: number;
  readonly orderNo?: string;
  readonly memo?: string;
  readonly linkedNo?: string;
  readonly dueDay?: number | null;
};

export function issueItem(world: World, debtor: Debtor, options: IssueOptions): OpenItem {
  const { random, customer } = debtor;
  const { day, kind = "invoice" } = options;
  const amountMinor = options.amountMinor ?? inventAmount(debtor);
  const orderNo = options.orderNo ?? nextOrder(world, debtor, day);
  const { year, month } = world.dateOf(day);
  const hasDelivery = random.chance(0.6);
  const yearMonth = `${String(year % 100).padStart(2, "0")}${String(month).padStart(2, "0")}`;
  const item: DemoItem = {
    itemNo: nextItemNo(world, debtor, { kind, day, year, yearMonth }),
    kind,
    customerNo: customer.customerNo,
    currency: customer.currency,
    amountMinor,
    openMinor: amountMinor,
    issueDay: day,
    dueDay: options.dueDay !== undefined ? options.dueDay : dueDayOf(world, debtor, day),
    orderNo,
    contractNo: debtor.contractNo,
    deliveryNo: hasDelivery ? world.serials.next(`DN${yearMonth}-`, 4) : "",
    statementNo: "",
    statementConfirmed: false,
    linkedNo: options.linkedNo ?? "",
    memo: options.memo ?? "",
    bookingRate: customer.currency === "CNY" ? "" : bookingRate(world, customer.currency, day),
    discountDay: null,
    discountMinor: 0,
    retentionMinor: 0,
    retentionDay: null,
    taxRate: customer.currency === "CNY" ? "13" : "0",
  };
  world.items.push(item);
  const open = { item, left: Math.abs(amountMinor), held: false };
  debtor.open.push(open);
  return open;
}

/** Rates are quoted per 100 yen but a booking rate is per one unit. */
function bookingRate(world: World, currency: string, day: number): string {
  const text = world.rateText(currency, day);
  if (currency !== "JPY" || text === "") return text;
  const [whole = "0", fraction = ""] = text.split(".");
  return `0.${whole.padStart(2, "0")}${fraction}`;
}

function nextOrder(world: World, debtor: Debtor, day: number): string {
  const { random } = debtor;
  if (debtor.lastOrderNo !== "" && random.chance(0.2)) return debtor.lastOrderNo;
  if (random.chance(0.2)) return "";
  debtor.lastOrderNo = world.serials.next(`SO${world.dateOf(day).year}-`, 6);
  return debtor.lastOrderNo;
}

function nextItemNo(
  world: World,
  debtor: Debtor,
  of: { kind: DemoItemKind; day: number; year: number; yearMonth: string },
): string {
  switch (of.kind) {
    case "bill":
      return `5${debtor.random.digits(11)}${of.year}${debtor.random.digits(14)}`;
    case "plan":
      return `${debtor.contractNo || "HT"}-P${world.serials.next(debtor.customer.customerNo, 3).slice(-3)}`;
    case "delivery":
      return world.serials.next(`CK${of.yearMonth}-`, 5);
    case "retention":
      return world.serials.next(`ZB${of.year}-`, 5);
    case "interest":
      return world.serials.next(`LX${of.year}-`, 5);
    case "e_receivable":
      return world.serials.next(`DZ${of.year}`, 12);
    case "payable":
      return world.serials.next(`AP${of.year}-`, 5);
    case "advance":
      return world.serials.next(`YS${of.year}-`, 5);
    case "invoice":
    case "credit_note":
      return debtor.customer.currency === "CNY"
        ? world.invoiceNumbers.next(debtor.random, of)
        : world.serials.next(of.kind === "invoice" ? `INV-${of.year}-` : `CN-${of.year}-`, 5);
  }
}

/** Quantity × unit price + 13 % VAT gives cents; some firms trade in round amounts. */
function inventAmount(debtor: Debtor): number {
  const { random, fixedAmounts } = debtor;
  if (fixedAmounts.length > 0 && random.chance(0.75)) return random.pick(fixedAmounts);
  return scatterAmount(random, debtor.typicalAmount, debtor.customer.currency);
}

export function scatterAmount(random: Random, typical: number, currency: string): number {
  const unit = unitOf(currency);
  const value = Math.max(random.logNormal(typical, 0.8), 60);
  if (random.chance(0.1)) return Math.max(Math.round(value / 1_000), 1) * 1_000 * unit;
  if (random.chance(0.15)) return Math.round(value) * unit;
  if (currency !== "CNY") return Math.round(value * unit);
  const quantity = random.pick([10, 20, 50, 100, 200, 500, 1_000, 2_000]);
  const priceCents = Math.max(Math.round((value * 100) / quantity / 1.13), 1);
  return Math.round((priceCents * quantity * 113) / 100);
}

/** Items of the kind that are still whole, issued by `day` and meant to be paid. */
export function payableItems(debtor: Debtor, day: number): OpenItem[] {
  return debtor.open.filter(
    (open) =>
      !open.held &&
      open.item.kind === "invoice" &&
      open.item.issueDay <= day &&
      open.left === open.item.amountMinor,
  );
}

/** An invoice to pay on `day`: often the oldest that waits, else a new one. */
export function itemToPay(world: World, debtor: Debtor, day: number): OpenItem {
  if (debtor.random.chance(0.4)) {
    const waiting = payableItems(debtor, day);
    const oldest = waiting.reduce<OpenItem | null>(
      (best, open) => (best === null || open.item.issueDay < best.item.issueDay ? open : best),
      null,
    );
    if (oldest) return oldest;
  }
  return issueItem(world, debtor, { day: plausibleIssueDay(world, debtor, day) });
}

// The books while they are being made: everything issued, paid and known so far.

import { currencyExponent } from "../src/core/currency.ts";
import { dateOfDayNumber, datePartsOf, type IsoDate } from "../src/core/date.ts";
import type {
  DemoCustomer,
  DemoItem,
  DemoLine,
  DemoRate,
  LineTruth,
  OwnBankAccount,
  Seller,
} from "./books.ts";
import type { Mix } from "./mix.ts";
import { Random } from "./random.ts";
import { InvoiceNumbers, SerialNumbers } from "./registration.ts";

export class World {
  readonly customers: DemoCustomer[] = [];
  readonly items: DemoItem[] = [];
  readonly lines: DemoLine[] = [];
  readonly truth: LineTruth[] = [];
  readonly invoiceNumbers = new InvoiceNumbers();
  readonly serials = new SerialNumbers();
  readonly names = new Set<string>();
  readonly rates: DemoRate[];
  readonly seed: number;
  readonly mix: Mix;
  readonly seller: Seller;
  readonly ownAccounts: readonly OwnBankAccount[];
  readonly startDay: number;
  readonly asOfDay: number;
  private readonly rateTexts = new Map<string, string>();
  private readonly calendar: readonly { year: number; month: number; date: IsoDate }[];
  private readonly firstDay: number;

  constructor(given: {
    seed: number;
    mix: Mix;
    seller: Seller;
    ownAccounts: readonly OwnBankAccount[];
    startDay: number;
    asOfDay: number;
  }) {
    this.seed = given.seed;
    this.mix = given.mix;
    this.seller = given.seller;
    this.ownAccounts = given.ownAccounts;
    this.startDay = given.startDay;
    this.asOfDay = given.asOfDay;
    this.firstDay = given.startDay - calendarMarginDays;
    this.calendar = Array.from(
      { length: given.asOfDay - given.startDay + 2 * calendarMarginDays },
      (_, i) => {
        const date = dateOfDayNumber(this.firstDay + i);
        const { year, month } = datePartsOf(date);
        return { year, month, date };
      },
    );
    this.rates = walkRates(new Random(given.seed, 900_001), this.firstDay + 300, this.asOfDay);
    for (const rate of this.rates) this.rateTexts.set(`${rate.from}${rate.day}`, rate.rate);
  }

  /** Year, month and text of a day; a table, as it is asked for millions of times. */
  dateOf(day: number): { year: number; month: number; date: IsoDate } {
    const entry = this.calendar[day - this.firstDay];
    if (!entry) throw new Error(`day ${day} is outside the calendar`);
    return entry;
  }

  rateText(currency: string, day: number): string {
    return this.rateTexts.get(`${currency}${day}`) ?? "";
  }

  ownAccountsIn(currency: string): readonly number[] {
    return this.ownAccounts.flatMap((own, index) => (own.currency === currency ? [index] : []));
  }
}

/** Old debts reach back four years; contract ends lie up to three years ahead. */
const calendarMarginDays = 1_500;

export function unitOf(currency: string): number {
  return 10 ** currencyExponent(currency);
}

export function rateUnit(currency: string): 1 | 100 {
  return currency === "JPY" ? 100 : 1;
}

function walkRates(random: Random, from: number, to: number): DemoRate[] {
  const rates: DemoRate[] = [];
  const middle: Record<string, number> = { USD: 71_500, EUR: 79_800, JPY: 48_600 };
  for (const currency of ["USD", "EUR", "JPY"]) {
    let value = middle[currency] ?? 0;
    for (let day = from; day <= to; day++) {
      value += Math.round(value * 0.0022 * random.normal());
      const rate = `${Math.floor(value / 10_000)}.${String(value % 10_000).padStart(4, "0")}`;
      rates.push({ day, from: currency, rate, unit: rateUnit(currency) });
    }
  }
  return rates;
}

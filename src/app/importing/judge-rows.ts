// What every row of a file is judged by besides its own content: left out by a person, dated in a
// closed month, foreign money without a rate.
import type { ImportChoices } from "../../contract/imports.ts";
import type { CurrencyCode } from "../../core/currency.ts";
import { addDays, type IsoDate } from "../../core/date.ts";
import { rateAt } from "../../core/ledger/rates.ts";
import { convertMoney, parseRate, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { SourcePlace } from "../../importers/importer.ts";
import type { ReadingContext } from "./reading.ts";

export class RowJudge {
  readonly #context: ReadingContext;
  readonly #choices: ImportChoices;
  readonly #leftOut: ReadonlySet<string>;
  readonly #rates = new Map<string, Rate | null>();

  constructor(context: ReadingContext, choices: ImportChoices) {
    this.#context = context;
    this.#choices = choices;
    this.#leftOut = new Set((choices.leftOut ?? []).map(placeKey));
  }

  isLeftOut(place: SourcePlace): boolean {
    return this.#leftOut.size > 0 && this.#leftOut.has(placeKey(place));
  }

  get earliestOpen(): IsoDate | null {
    const { closedThrough } = this.#context;
    return closedThrough === null ? null : addDays(closedThrough, 1);
  }

  isClosed(date: IsoDate): boolean {
    const { closedThrough } = this.#context;
    return closedThrough !== null && date <= closedThrough;
  }

  /** The date that decides the period; a closed month only moves on if the person said so. */
  accountingDate(date: IsoDate, opening = false): Result<IsoDate, ClosedMonth> {
    const earliest = this.earliestOpen;
    if (earliest === null || !this.isClosed(date)) return ok(date);
    if (opening || this.#choices.closedMonth === "earliest_open") return ok(earliest);
    return refuse({ code: "closed_month", date, month: date.slice(0, 7), earliest });
  }

  /** The home amount at the rate on the row, else at the table's rate of that day. */
  homeAmount(amount: ForeignAmount): Result<HomeAmount, MissingRate> {
    const { homeCurrency } = this.#context;
    const { minor, currency, date, bookingRate } = amount;
    if (currency === homeCurrency) return ok({ homeMinor: minor, rate: "" });
    const own = bookingRate
      ? parseRate(bookingRate, { from: currency, to: homeCurrency })
      : this.#tableRate(currency, date);
    if (!own) return refuse({ code: "missing_rate", from: currency, to: homeCurrency, date });
    const home = convertMoney({ minor, currency }, own);
    return ok({ homeMinor: home.minor, rate: bookingRate || rateText(own) });
  }

  #tableRate(from: CurrencyCode, date: IsoDate): Rate | null {
    const key = `${from}${date}`;
    const known = this.#rates.get(key);
    if (known !== undefined) return known;
    const { rates, homeCurrency } = this.#context;
    const found = rateAt(rates, { from, to: homeCurrency, date });
    const rate = found.ok ? found.value : null;
    this.#rates.set(key, rate);
    return rate;
  }
}

export type ForeignAmount = {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
  readonly date: IsoDate;
  readonly bookingRate: string;
};
export type HomeAmount = { readonly homeMinor: bigint; readonly rate: string };

export type ClosedMonth = {
  readonly code: "closed_month";
  readonly date: IsoDate;
  readonly month: string;
  readonly earliest: IsoDate;
};
export type MissingRate = {
  readonly code: "missing_rate";
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly date: IsoDate;
};

function placeKey(place: {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
}): string {
  return `${place.sheet ?? ""}\u001f${place.row ?? 0}`;
}

/** Decimal text of a rate whose denominator is a power of ten, as all parsed rates are. */
export function rateText(rate: Rate): string {
  const decimals = String(rate.denominator).length - 1;
  if (decimals === 0) return String(rate.numerator);
  const digits = String(rate.numerator).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, "");
}

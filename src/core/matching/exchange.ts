// Rates and realised exchange differences: what an item was booked at against what the receipt is
// worth on its day (ACCOUNTING J33).
import { because } from "../because.ts";
import { addDays } from "../date.ts";
import { convertMoney, formatMinor, money, type Rate, toSafeMinor } from "../money.ts";
import type { Book } from "./book.ts";
import type { LineFacts } from "./line-facts.ts";
import type { MatchAllocation, MatchResidual } from "./output.ts";

/** A missing date takes the latest earlier rate within this many days (src/cli/reconcile.md). */
const rateDays = 7;

const tables = new WeakMap<object, Map<string, Rate>>();

function rateTable(book: Book): Map<string, Rate> {
  let table = tables.get(book);
  if (!table) {
    table = new Map();
    for (const { date, rate } of book.input.rates) table.set(`${rate.from}${rate.to}${date}`, rate);
    tables.set(book, table);
  }
  return table;
}

/** The rate of a pair on a day: as given, or turned round, or by way of the home currency. */
function rateOn(
  book: Book,
  pair: { readonly from: string; readonly to: string; readonly date: string },
): Rate | null {
  if (pair.from === pair.to) {
    return { from: pair.from, to: pair.to, numerator: 1n, denominator: 1n };
  }
  if (book.input.rates.length === 0) return null;
  const direct = directRate(book, pair);
  if (direct) return direct;
  const home = book.input.homeCurrency;
  if (pair.from === home || pair.to === home) return null;
  const first = directRate(book, { ...pair, to: home });
  const second = directRate(book, { ...pair, from: home });
  if (!first || !second) return null;
  return {
    from: pair.from,
    to: pair.to,
    numerator: first.numerator * second.numerator,
    denominator: first.denominator * second.denominator,
  };
}

function directRate(
  book: Book,
  pair: { readonly from: string; readonly to: string; readonly date: string },
): Rate | null {
  const table = rateTable(book);
  for (let back = 0; back <= rateDays; back++) {
    // Dates of lines were read by an importer; they are real days.
    const date = addDays(pair.date as Parameters<typeof addDays>[0], -back);
    const rate = table.get(`${pair.from}${pair.to}${date}`);
    if (rate) return rate;
    const turned = table.get(`${pair.to}${pair.from}${date}`);
    if (turned) {
      return {
        from: pair.from,
        to: pair.to,
        numerator: turned.denominator,
        denominator: turned.numerator,
      };
    }
  }
  return null;
}

/** Converts minor units; null where no rate is known. */
export function convertMinor(
  book: Book,
  given: {
    readonly minor: number;
    readonly from: string;
    readonly to: string;
    readonly date: string;
  },
): number | null {
  const rate = rateOn(book, given);
  if (!rate) return null;
  return toSafeMinor(convertMoney(money(given.minor, given.from), rate).minor);
}

/** FX of every foreign item: worth on the day of the money less worth when booked; gain +, loss −. */
export function homeResiduals(
  allocations: readonly MatchAllocation[],
  residuals: readonly MatchResidual[],
  facts: LineFacts,
  book: Book,
): MatchResidual[] {
  const home = book.input.homeCurrency;
  const line = facts.own;
  const found: MatchResidual[] = [];
  for (const allocation of allocations) {
    const item = book.itemAt(allocation.item);
    if (item.currency === home && line.currency === home) continue;
    const rate = item.currency === home ? null : item.bookingRate;
    if (item.currency !== home && rate === null) continue;
    let settled = allocation.amountMinor;
    for (const residual of residuals) {
      if (residual.item === allocation.item && residual.side === "item" && residual.posted) {
        settled += residual.amountMinor;
      }
    }
    const booked = rate
      ? toSafeMinor(convertMoney(money(settled, item.currency), rate).minor)
      : settled;
    const received = convertMinor(book, {
      minor: line.currency === item.currency ? settled : allocation.lineAmountMinor,
      from: line.currency,
      to: home,
      date: line.date,
    });
    if (received === null || received === booked) continue;
    found.push({
      item: allocation.item,
      side: "home",
      amountMinor: received - booked,
      currency: home,
      code: "fx",
      difference: null,
      posted: true,
      because: [
        because("how.fx", {
          received: formatMinor(received, home),
          booked: formatMinor(booked, home),
          currency: home,
        }),
      ],
    });
  }
  return found;
}

// What a part of a foreign amount is worth in the books, so that nothing is left over at the end.
import { assert } from "../assert.ts";
import { convertMoney, divideHalfUp, type Rate } from "../money.ts";
import type { LedgerSettings } from "./accounts.ts";
import type { Booked } from "./posting.ts";

/**
 * The home amount of a part: in proportion to what is left, half up; the part that closes the
 * amount takes all that is left, so that currency 0 means home 0 (ACCOUNTING §3, J33).
 */
export function homePart(open: Booked, partMinor: bigint): bigint {
  if (partMinor === open.amountMinor) return open.homeMinor;
  assert(open.amountMinor !== 0n, "nothing is open to take a part of");
  return divideHalfUp(partMinor * open.homeMinor, open.amountMinor);
}

export function partOf(open: Booked, partMinor: bigint): Booked {
  const homeMinor = homePart(open, partMinor);
  return { currency: open.currency, amountMinor: partMinor, homeMinor };
}

/** The part is in the currency of what is open. */
export function subtractBooked<B extends Booked>(
  open: B,
  part: Pick<Booked, "amountMinor" | "homeMinor">,
): B {
  return {
    ...open,
    amountMinor: open.amountMinor - part.amountMinor,
    homeMinor: open.homeMinor - part.homeMinor,
  };
}

/** Home amounts of several parts taken at once; negative parts (credit notes) may stand among them. */
export function homeParts(open: Booked, parts: readonly bigint[]): bigint[] {
  const total = parts.reduce((a, b) => a + b, 0n);
  const homes = parts.map((part) => divideHalfUp(part * open.homeMinor, open.amountMinor));
  const rest = homePart(open, total) - homes.reduce((a, b) => a + b, 0n);
  const last = homes.length - 1;
  homes[last] = homes[last]! + rest;
  return homes;
}

/** An amount at a day's rate; in home currency no rate is needed. */
export function bookAtRate(
  books: LedgerSettings,
  amount: { readonly currency: string; readonly amountMinor: bigint },
  rate: Rate | null,
): Booked {
  const { currency, amountMinor } = amount;
  if (currency === books.homeCurrency) return { currency, amountMinor, homeMinor: amountMinor };
  assert(rate !== null, `an amount in ${currency} needs a rate`);
  assert(rate.to === books.homeCurrency, "rates lead to the home currency");
  return {
    currency,
    amountMinor,
    homeMinor: convertMoney({ minor: amountMinor, currency }, rate).minor,
  };
}

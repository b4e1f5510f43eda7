// The figures of a notice as they are stored: sums by currency, and each document with where its open
// amount goes.
import type { ItemAsk } from "../../core/dunning/asking.ts";
import { toSafeMinor } from "../../core/money.ts";
import type { NewNotice, NoticeItemRow } from "../../db/dunning-notices.ts";
import { askedSums } from "./plan-day.ts";

export function figuresOf(
  asks: readonly ItemAsk[],
  takes: ReadonlyMap<number, number>,
): Pick<NewNotice, "asked" | "askedHomeMinor" | "items"> {
  return {
    asked: askedSums(asks).map(({ currency, minor }) => ({ currency, minor: toSafeMinor(minor) })),
    askedHomeMinor: toSafeMinor(asks.reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n)),
    items: asks.map((ask): NoticeItemRow => {
      const { item } = ask;
      return {
        itemId: item.itemId,
        nominal: takes.get(item.itemId) ?? null,
        currency: item.currency,
        dueDate: item.dueDate,
        openMinor: toSafeMinor(item.openMinor),
        disputedMinor: toSafeMinor(ask.disputedMinor),
        creditMinor: toSafeMinor(ask.creditMinor),
        promisedMinor: toSafeMinor(ask.promisedMinor),
        askedMinor: toSafeMinor(ask.askedMinor),
      };
    }),
  };
}

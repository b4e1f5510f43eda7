// What goods taken in payment enter at, and what is lost on the claim, from the texts of the form.
import type { AdjustmentBody } from "../../../src/contract/adjustments.ts";
import { goodsFigures } from "../../../src/core/ledger/events/goods-payment.ts";
import { amountOf, minorOrNull } from "../workbench/amounts.ts";

/** Null: not typed yet, or the claim is foreign and worth what the day's rate says. */
export type GoodsSum = { readonly net: string | null; readonly loss: string | null };

export function goodsSum(
  { amount, goods }: Pick<AdjustmentBody, "amount" | "goods">,
  { currency, homeCurrency }: { readonly currency: string; readonly homeCurrency: string },
): GoodsSum {
  const read = (text: string | undefined) => minorOrNull(text ?? "", homeCurrency);
  const [fairValueMinor, taxMinor] = [read(goods?.fairValue), read(goods?.tax)];
  if (fairValueMinor === null || taxMinor === null) return { net: null, loss: null };
  const allowanceMinor = read(goods?.allowanceUsed);
  const worthMinor = currency === homeCurrency ? read(amount) : null;
  const figures = goodsFigures(
    { fairValueMinor, taxMinor, allowanceMinor: allowanceMinor ?? 0n },
    worthMinor ?? 0n,
  );
  const isWhole = worthMinor !== null && allowanceMinor !== null;
  return {
    net: amountOf(figures.netMinor, homeCurrency),
    loss: isWhole ? amountOf(figures.lossMinor, homeCurrency) : null,
  };
}

// 以物抵债 as a person asks for it: texts in home currency into amounts, then its posting (J44).
import { isCurrency } from "../../core/currency.ts";
import { type Goods, type GoodsUse, goodsPayment } from "../../core/ledger/events/goods-payment.ts";
import { ourSignature } from "../../core/ledger/events/netting.ts";
import type { OpenItem, Posting } from "../../core/ledger/open.ts";
import type { Occasion } from "../../core/ledger/posting.ts";
import { isSafeMinor, parseMinor, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { AdjustmentRefusal, AdjustmentRequest } from "./adjustment.ts";

/** Decimal texts in home currency. */
export type AskedGoods = {
  readonly what: string;
  readonly use: GoodsUse;
  readonly fairValue: string;
  readonly tax: string;
  readonly allowanceUsed: string;
};

export function goodsPosting(
  occasion: Occasion,
  { goods: asked = null, agreementNo }: AdjustmentRequest,
  on: { readonly item: OpenItem; readonly amountMinor: bigint; readonly rate: Rate | null },
): Result<Posting, AdjustmentRefusal> {
  if (asked === null) return refuse({ code: "goods_missing" });
  const goods = goodsOf(asked, occasion.books.homeCurrency);
  if (!goods.ok) return goods;
  const signedBy = [ourSignature, on.item.customerId];
  const agreement = { number: agreementNo, signedBy };
  return goodsPayment(occasion, { ...on, goods: goods.value, agreement });
}

function goodsOf(asked: AskedGoods, homeCurrency: string): Result<Goods, AdjustmentRefusal> {
  const texts = [asked.fairValue, asked.tax, asked.allowanceUsed];
  const wrong = texts.find((text) => homeMinorOf(text, homeCurrency) === null);
  if (wrong !== undefined) return refuse({ code: "not_an_amount", value: wrong });
  const [fairValueMinor = 0n, taxMinor = 0n, allowanceMinor = 0n] = texts.map(
    (text) => homeMinorOf(text, homeCurrency) ?? 0n,
  );
  const { what, use } = asked;
  return ok({ what, use, fairValueMinor, taxMinor, allowanceMinor });
}

/** Null: below zero, no amount, or one larger than the books can hold. */
function homeMinorOf(text: string, homeCurrency: string): bigint | null {
  const minor = isCurrency(homeCurrency) ? parseMinor(text, homeCurrency) : null;
  return minor !== null && minor >= 0n && isSafeMinor(minor) ? minor : null;
}

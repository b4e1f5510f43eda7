// 以物抵债 (J44): goods or a fixed asset in place of money. They enter at the fair value of the debt given
// up, less the input VAT in it (CAS 12); what neither it nor the allowance covers is a loss.
import { formatMinor, type Rate } from "../../money.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { type AccountKey, findAccount, type LedgerSettings } from "../accounts.ts";
import { bookAtRate } from "../home-amount.ts";
import { itemUse, type OpenItem, type Posting, posting } from "../open.ts";
import { credit, debit, inHome, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs, settleItem, withExchangeDifference } from "../settlement.ts";
import { type TakeItemRefusal, takeFromItem } from "../take.ts";
import { type Agreement, type AgreementRefusal, checkAgreement } from "./netting.ts";

/** 库存商品 or 固定资产. */
export const goodsUses = ["goods", "asset"] as const;
export type GoodsUse = (typeof goodsUses)[number];

/** In home currency. */
export type Goods = {
  /** As the agreement calls them. */
  readonly what: string;
  readonly use: GoodsUse;
  /** Of the debt given up, tax included. */
  readonly fairValueMinor: bigint;
  /** Input VAT in it that may be deducted. */
  readonly taxMinor: bigint;
  /** 坏账准备 that stood against what is given up. */
  readonly allowanceMinor: bigint;
};

export type GoodsPaymentInput = {
  readonly item: OpenItem;
  /** The part of the claim given up, in the item's currency. */
  readonly amountMinor: bigint;
  /** The day's rate of a foreign claim; null = home currency, or its booking rate. */
  readonly rate: Rate | null;
  readonly goods: Goods;
  readonly agreement: Agreement;
};

/** What the goods enter at, and what is lost (gained: below zero) on a claim worth so much. */
export function goodsFigures(
  { fairValueMinor, taxMinor, allowanceMinor }: Omit<Goods, "what" | "use">,
  worthMinor: bigint,
): { readonly netMinor: bigint; readonly lossMinor: bigint } {
  return {
    netMinor: fairValueMinor - taxMinor,
    lossMinor: worthMinor - fairValueMinor - allowanceMinor,
  };
}

export function goodsPayment(
  occasion: Occasion,
  { item, amountMinor, rate, goods, agreement }: GoodsPaymentInput,
): Result<Posting, GoodsPaymentRefusal> {
  const { books } = occasion;
  const unsigned = checkAgreement(agreement, [item.customerId]);
  if (unsigned) return refuse(unsigned);
  const taken = takeFromItem(item, amountMinor);
  if (!taken.ok) return taken;
  // what we owe gives nothing up
  if (amountMinor < 0n) return refuse({ code: "wrong_sign", number: item.number });
  const worth = rate === null ? taken.value : bookAtRate(books, taken.value, rate);
  const refusal = checkGoods(books, goods, {
    number: item.number,
    worthMinor: worth.homeMinor,
  });
  if (refusal) return refuse(refusal);
  const refs = itemRefs(item);
  const { netMinor, lossMinor } = goodsFigures(goods, worth.homeMinor);
  const lines = [
    debit(goodsAccounts[goods.use], inHome(books, netMinor), refs),
    debit("input_vat", inHome(books, goods.taxMinor), refs),
    debit("allowance", inHome(books, goods.allowanceMinor), refs),
    lossMinor > 0n
      ? debit(resultAccount(books, "other_expense"), inHome(books, lossMinor), refs)
      : credit(resultAccount(books, "other_income"), inHome(books, -lossMinor), refs),
    ...settleItem(item, taken.value),
  ];
  const { customerName: customer, number } = item;
  const entry = makeEntry(occasion, {
    event: "J44",
    narration: {
      key: "entry_goods_payment",
      fields: { customer, number, goods: goods.what, agreement: agreement.number },
    },
    lines: withExchangeDifference(books, lines, refs),
  });
  return ok(posting(entry, { uses: [itemUse(item, taken.value)] }));
}

export type GoodsPaymentRefusal =
  | AgreementRefusal
  | TakeItemRefusal
  /** Not named, or without a value. */
  | { readonly code: "goods_missing" }
  | { readonly code: "goods_tax_exceeds"; readonly tax: string; readonly fairValue: string }
  | { readonly code: "no_allowance_to_use" }
  | {
      readonly code: "allowance_exceeds_claim";
      readonly number: string;
      readonly asked: string;
      readonly worth: string;
    };

const goodsAccounts = { goods: "goods_received", asset: "asset_received" } as const;

/** 投资收益 takes both; without an allowance (SME) a loss and a gain are non-operating. */
function resultAccount(
  { standard }: LedgerSettings,
  ofSmall: "other_income" | "other_expense",
): AccountKey {
  return standard === "sme" ? ofSmall : "investment";
}

function checkGoods(
  books: LedgerSettings,
  goods: Goods,
  claim: { readonly number: string; readonly worthMinor: bigint },
): GoodsPaymentRefusal | null {
  const { what, fairValueMinor, taxMinor, allowanceMinor } = goods;
  const text = (minor: bigint) => formatMinor(minor, books.homeCurrency);
  if (what.trim() === "" || fairValueMinor <= 0n) return { code: "goods_missing" };
  if (taxMinor < 0n || taxMinor >= fairValueMinor) {
    return { code: "goods_tax_exceeds", tax: text(taxMinor), fairValue: text(fairValueMinor) };
  }
  if (allowanceMinor !== 0n && findAccount(books, "allowance") === null) {
    return { code: "no_allowance_to_use" };
  }
  if (allowanceMinor >= 0n && allowanceMinor <= claim.worthMinor) return null;
  const [asked, worth] = [text(allowanceMinor), text(claim.worthMinor)];
  return { code: "allowance_exceeds_claim", number: claim.number, asked, worth };
}

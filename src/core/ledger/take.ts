// Taking an amount from an item or a receipt: never more than is open, never with the wrong sign.
import { itemKinds } from "../item-kinds.ts";
import { formatMinor } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";
import { homePart, partOf } from "./home-amount.ts";
import type { OpenItem, OpenReceipt, Tax } from "./open.ts";
import type { Booked } from "./posting.ts";
import { isDebt } from "./settlement.ts";

export type Taken = Booked & { readonly tax?: Tax };

export function takeFromItem(item: OpenItem, amountMinor: bigint): Result<Taken, TakeItemRefusal> {
  if (amountMinor === 0n) return refuse({ code: "amount_zero" });
  const sign = signOf(item);
  if (amountMinor * sign < 0n) return refuse({ code: "wrong_sign", number: item.number });
  if (amountMinor * sign > item.amountMinor * sign) {
    return refuse({
      code: "exceeds_item",
      number: item.number,
      currency: item.currency,
      open: formatMinor(item.amountMinor, item.currency),
      asked: formatMinor(amountMinor, item.currency),
    });
  }
  const taken = partOf(item, amountMinor);
  return ok(
    item.tax === undefined ? taken : { ...taken, tax: taxPart(item, item.tax, amountMinor) },
  );
}

/** What we owe is kept negative; so is a credit note, which stands on the side of the claims. */
function signOf(item: OpenItem): bigint {
  return isDebt(item.account) ? -1n : BigInt(itemKinds[item.kind].sign);
}

export type TakeItemRefusal =
  | { readonly code: "amount_zero" }
  | { readonly code: "wrong_sign"; readonly number: string }
  | {
      readonly code: "exceeds_item";
      readonly number: string;
      readonly currency: string;
      readonly open: string;
      readonly asked: string;
    };

/** The tax inside a part of an advance: in proportion, and all of it with the last part. */
function taxPart(item: Booked, tax: Tax, amountMinor: bigint): Tax {
  const share = homePart(
    { currency: item.currency, amountMinor: item.amountMinor, homeMinor: tax.amountMinor },
    amountMinor,
  );
  return { amountMinor: share, homeMinor: homePart({ currency: item.currency, ...tax }, share) };
}

export function takeFromReceipt(
  receipt: OpenReceipt,
  amountMinor: bigint,
): Result<Booked, TakeReceiptRefusal> {
  const refusal = checkReceipt(receipt, amountMinor);
  return refusal ? refuse(refusal) : ok(partOf(receipt, amountMinor));
}

export type TakeReceiptRefusal =
  | { readonly code: "amount_zero" }
  | {
      readonly code: "exceeds_receipt";
      readonly currency: string;
      readonly open: string;
      readonly asked: string;
    };

/** Null when the amount may be taken. */
export function checkReceipt(receipt: OpenReceipt, amountMinor: bigint): TakeReceiptRefusal | null {
  if (amountMinor === 0n) return { code: "amount_zero" };
  if (amountMinor > 0n && amountMinor <= receipt.amountMinor) return null;
  return {
    code: "exceeds_receipt",
    currency: receipt.currency,
    open: formatMinor(receipt.amountMinor, receipt.currency),
    asked: formatMinor(amountMinor, receipt.currency),
  };
}

// What is open on an item or a receipt, and what an event does to it besides its entry.
import type { CurrencyCode } from "../currency.ts";
import type { IsoDate } from "../date.ts";
import type { ItemKind } from "../item-kinds.ts";
import type { AccountKey } from "./accounts.ts";
import type { Booked, Entry } from "./posting.ts";

/** An item with what is left on it; amounts carry the sign of its kind (credit notes, advances −). */
export type OpenItem = Booked & {
  readonly itemId: string;
  readonly customerId: string;
  readonly customerName: string;
  /** Document number a person knows it by. */
  readonly number: string;
  readonly kind: ItemKind;
  readonly account: AccountKey;
  readonly issueDate: IsoDate;
  readonly accountingDate: IsoDate;
  /** Null = unknown: never overdue, never "not due". */
  readonly dueDate: IsoDate | null;
  /** First date the claim arose; never restarts (账龄). */
  readonly ageFrom: IsoDate;
  /** Output VAT inside what is left, for an advance in 2205 + 2221.10. */
  readonly tax?: Tax;
  /** Of a bill passed on: it left the books, and what is kept of it until its maturity is a memo. */
  readonly isDerecognised?: boolean;
};

export type Tax = { readonly amountMinor: bigint; readonly homeMinor: bigint };

/** Where unapplied money of a receipt rests: with an unknown payer or on a customer's account. */
export type ReceiptPlace =
  | { readonly account: "unidentified"; readonly customerId: null }
  | { readonly account: "on_account"; readonly customerId: string };

/** The part of a receipt that rests in one place, with what is left of it. */
export type OpenReceipt = Booked &
  ReceiptPlace & {
    readonly receiptId: string;
    /** "" while the customer is unknown. */
    readonly customerName: string;
    readonly businessDate: IsoDate;
    readonly accountingDate: IsoDate;
    /** Null for a receipt that is no bank line (bill, cash). */
    readonly bankAccountId: string | null;
    /** The account that paid; "" = unknown. */
    readonly payerAccount: string;
    readonly payerName: string;
  };

/** An item as it begins. */
export type NewItem = OpenItem & {
  /** Blue invoice of a red one; the item this one continues. */
  readonly linkedItemId: string | null;
  /** Of the document, where part of it was paid before; absent: the same. */
  readonly faceMinor?: bigint;
  /** Output VAT in the document. */
  readonly taxMinor?: bigint;
  /** Of a bill passed on: who has it. */
  readonly memo?: string;
  /** Number of the item it is linked to, for the page that shows it. */
  readonly linkedNumber?: string;
};

export type NewReceipt = OpenReceipt;

/** An amount taken from what is open (a negative one gives back or adds). */
export type Use = Tax &
  (
    | { readonly of: "item"; readonly itemId: string; readonly tax?: Tax }
    | ({ readonly of: "receipt"; readonly receiptId: string } & ReceiptPlace)
  );

/** 核销: money of a receipt, a credit, an advance or a payable that settles an item. */
export type Allocation = {
  readonly itemId: string;
  readonly itemAmountMinor: bigint;
  readonly itemHomeMinor: bigint;
  readonly by:
    | { readonly of: "receipt"; readonly receiptId: string }
    | { readonly of: "item"; readonly itemId: string };
  readonly byCurrency: CurrencyCode;
  readonly byAmountMinor: bigint;
  readonly byHomeMinor: bigint;
  /** Realised exchange difference, gain +. */
  readonly fxHomeMinor: bigint;
};

/** All that one event writes: in one transaction, with its reason. */
export type Posting = {
  /** Null where nothing changes account (J06 at one rate). */
  readonly entry: Entry | null;
  readonly uses: readonly Use[];
  readonly allocations: readonly Allocation[];
  readonly newItem?: NewItem;
  readonly newReceipt?: NewReceipt;
  /** What the new item, an invoice, bills of which delivery, paid before or not. */
  readonly billed?: readonly BilledDelivery[];
};

export type BilledDelivery = {
  readonly deliveryId: string;
  readonly billedMinor: bigint;
  /** 待转销项税额 that went with it. */
  readonly deferred: Tax;
};

export function posting(entry: Entry | null, rest: Partial<Omit<Posting, "entry">> = {}): Posting {
  return { entry, uses: [], allocations: [], ...rest };
}

export function itemUse(item: { itemId: string }, taken: Tax & { readonly tax?: Tax }): Use {
  const { amountMinor, homeMinor, tax } = taken;
  return {
    of: "item",
    itemId: item.itemId,
    amountMinor,
    homeMinor,
    ...(tax === undefined ? {} : { tax }),
  };
}

export function receiptUse(receipt: OpenReceipt, taken: Tax): Use {
  const { amountMinor, homeMinor } = taken;
  return {
    of: "receipt",
    receiptId: receipt.receiptId,
    ...placeOf(receipt),
    amountMinor,
    homeMinor,
  };
}

export function placeOf(place: ReceiptPlace): ReceiptPlace {
  return place.account === "on_account"
    ? { account: "on_account", customerId: place.customerId }
    : { account: "unidentified", customerId: null };
}

// Where claims come from: openings, invoices, deliveries, red invoices (J01–J05).
import { assert } from "../../assert.ts";
import { earlierDate } from "../../date.ts";
import { type ItemKind, itemKinds } from "../../item-kinds.ts";
import { ok, type Result, refuse } from "../../result.ts";
import { type AccountKey, type LedgerSettings, splitsAdvanceTax } from "../accounts.ts";
import {
  itemUse,
  type NewItem,
  type NewReceipt,
  type OpenItem,
  type Posting,
  posting,
} from "../open.ts";
import {
  type Booked,
  credit,
  debit,
  makeEntry,
  type Occasion,
  type PostingLine,
  sideTotal,
} from "../posting.ts";
import { itemRefs, openItemLines, receiptRefs, settleItem } from "../settlement.ts";
import { type Taken, takeFromItem } from "../take.ts";
import { retentionAccount } from "./retention.ts";

/**
 * Where an item stands that comes from elsewhere; null for a memo. The SME standard has no contract
 * asset, and it and the old style keep an advance gross.
 */
export function accountOfKind(books: LedgerSettings, kind: ItemKind): AccountKey | null {
  if (kind === "retention") return retentionAccount(books, true);
  if (kind === "advance" && !splitsAdvanceTax(books)) return "advance_plain";
  return itemKinds[kind].account;
}

/** Net amount and output VAT of a document; together the item's amount (价税合计). */
export type NetAndTax = { readonly net: Booked; readonly tax: Booked };

/**
 * J01: what was open when the books began; always in the general ledger already. `deferred`: 待转销项税额
 * of a delivery, which is there until its invoice takes it over, whatever was paid of it.
 */
export function openingItem(
  occasion: Occasion,
  newItem: NewItem,
  deferred: Booked | null = null,
): Posting {
  const { customerId } = newItem;
  const tax = deferred === null ? [] : [credit("deferred_vat", deferred, { customerId })];
  const entry = makeEntry(
    { ...occasion, origin: "gl" },
    {
      event: "J01",
      narration: { key: "entry_opening", fields: { number: newItem.number } },
      lines: withContra([...openItemLines(newItem), ...tax], occasion),
    },
  );
  return posting(entry, { newItem });
}

/** J01 for money that came before the books began and is not applied yet. */
export function openingReceipt(occasion: Occasion, newReceipt: NewReceipt): Posting {
  const line = credit(newReceipt.account, newReceipt, receiptRefs(newReceipt));
  const entry = makeEntry(
    { ...occasion, origin: "gl" },
    {
      event: "J01",
      narration: { key: "entry_opening_receipt", fields: { payer: newReceipt.payerName } },
      lines: withContra([line], occasion),
    },
  );
  return posting(entry, { newReceipt });
}

/** The other side of an opening, on 0001. */
function withContra(lines: readonly PostingLine[], { books }: Occasion): PostingLine[] {
  const size = sideTotal(lines, "debit") - sideTotal(lines, "credit");
  const booked = { currency: books.homeCurrency, amountMinor: size, homeMinor: size };
  const onDebitSide = lines[0]?.side === "credit";
  const contra = { ...booked, amountMinor: -size, homeMinor: -size };
  return onDebitSide
    ? [debit("gl_contra", contra), ...lines]
    : [...lines, credit("gl_contra", booked)];
}

export type InvoiceInput = { readonly item: NewItem } & NetAndTax;

/** J02: invoice or debit note, tax-inclusive. */
export function invoice(occasion: Occasion, { item, net, tax }: InvoiceInput): Posting {
  assertParts(item, net, tax);
  const refs = { customerId: item.customerId };
  const entry = makeEntry(occasion, {
    event: "J02",
    narration: {
      key: "entry_invoice",
      fields: { customer: item.customerName, number: item.number },
    },
    lines: [
      debit(item.account, item, itemRefs(item)),
      credit("revenue", net, refs),
      credit("output_vat", tax, refs),
    ],
  });
  return posting(entry, { newItem: item });
}

/** J03: delivered and agreed by statement, not invoiced yet. */
export function delivery(occasion: Occasion, { item, net, tax }: InvoiceInput): Posting {
  assertParts(item, net, tax);
  const refs = { customerId: item.customerId };
  const entry = makeEntry(occasion, {
    event: "J03",
    narration: {
      key: "entry_delivery",
      fields: { customer: item.customerName, number: item.number },
    },
    lines: [
      debit("uninvoiced", item, itemRefs(item)),
      credit("revenue", net, refs),
      credit("deferred_vat", tax, refs),
    ],
  });
  return posting(entry, { newItem: { ...item, account: "uninvoiced" } });
}

/** What an invoice takes over of one delivery. */
export type InvoicedDelivery = {
  readonly delivery: OpenItem;
  readonly billedMinor: bigint;
  /** Of what is open; 0n where money has settled it already. */
  readonly amountMinor: bigint;
  /** 待转销项税额 that goes with it. */
  readonly deferred: Booked;
};

export type DeliveryInvoicedInput = {
  readonly deliveries: readonly InvoicedDelivery[];
  /** The invoice, with what is left to pay of it; it takes over the first age of its deliveries. */
  readonly item: Omit<NewItem, "homeMinor" | "ageFrom" | "linkedItemId">;
  /** What it bills beyond its deliveries: a further sale. */
  readonly extra: Booked;
  readonly tax: Booked;
};

/** J04: deliveries are invoiced, in whole or in part; nothing is counted twice. */
export function deliveryInvoiced(
  occasion: Occasion,
  { deliveries, item, extra, tax }: DeliveryInvoicedInput,
): Result<Posting, DeliveryInvoicedRefusal> {
  const [first] = deliveries;
  assert(first !== undefined, "an invoice of deliveries names one");
  const taken: { readonly from: OpenItem; readonly part: Taken }[] = [];
  for (const { delivery: from, amountMinor } of deliveries) {
    if (from.customerId !== item.customerId) return refuse({ code: "other_customer" });
    if (from.currency !== item.currency) return refuse({ code: "other_currency" });
    if (amountMinor === 0n) continue;
    const part = takeFromItem(from, amountMinor);
    if (!part.ok) return part;
    taken.push({ from, part: part.value });
  }
  const sumOf = (parts: readonly Booked[], what: "amountMinor" | "homeMinor") =>
    parts.reduce((sum, part) => sum + part[what], 0n);
  const parts = [...taken.map(({ part }) => part), extra];
  assert(sumOf(parts, "amountMinor") === item.amountMinor, "deliveries and extra make the invoice");
  const newItem: NewItem = {
    ...item,
    homeMinor: sumOf(parts, "homeMinor"),
    ageFrom: deliveries.map(({ delivery: { ageFrom } }) => ageFrom).reduce(earlierDate),
    linkedItemId: first.delivery.itemId,
    linkedNumber: first.delivery.number,
    taxMinor: tax.amountMinor,
  };
  const refs = { customerId: item.customerId };
  const deferred = deliveries.map(({ delivery, deferred: part }) =>
    debit("deferred_vat", part, { ...refs, itemId: delivery.itemId }),
  );
  // what was net at the delivery and is tax now, or the other way, and what is billed beyond it
  const net = (what: "amountMinor" | "homeMinor") =>
    extra[what] + sumOf(deferred, what) - tax[what];
  const beyond = {
    currency: item.currency,
    amountMinor: net("amountMinor"),
    homeMinor: net("homeMinor"),
  };
  const lines = [
    debit(newItem.account, newItem, itemRefs(newItem)),
    ...deferred,
    ...taken.flatMap(({ from, part }) => settleItem(from, part)),
    credit("revenue", beyond, refs),
    credit("output_vat", tax, refs),
  ];
  const fields = {
    delivery: deliveries.map(({ delivery: { number } }) => number).join("、"),
    number: item.number,
  };
  // paid in full before it is invoiced, and no tax was deferred: no account moves
  const isMemo = lines.every((line) => line.amountMinor === 0n && line.homeMinor === 0n);
  const entry = isMemo
    ? null
    : makeEntry(occasion, {
        event: "J04",
        narration: { key: "entry_delivery_invoiced", fields },
        lines,
      });
  const uses = taken.map(({ from, part }) => itemUse(from, part));
  const billed = deliveries.map(({ delivery, billedMinor, deferred: part }) => ({
    deliveryId: delivery.itemId,
    billedMinor,
    deferred: part,
  }));
  return ok(posting(entry, { newItem, uses, billed }));
}

export type DeliveryInvoicedRefusal =
  | { readonly code: "other_customer" }
  | { readonly code: "other_currency" }
  | Extract<ReturnType<typeof takeFromItem>, { ok: false }>["error"];

export type RedInvoiceInput = InvoiceInput & {
  readonly blueNumber: string;
  /** 红字信息确认单编号; "" = none. */
  readonly confirmationNo: string;
};

/** J05: the same sides as the blue invoice with negative amounts. */
export function redInvoice(occasion: Occasion, input: RedInvoiceInput): Posting {
  const { item, net, tax } = input;
  assert(item.amountMinor < 0n, "a red invoice is negative");
  assertParts(item, net, tax);
  const refs = { customerId: item.customerId };
  const entry = makeEntry(occasion, {
    event: "J05",
    narration: {
      key: input.confirmationNo === "" ? "entry_red_invoice" : "entry_red_invoice_confirmed",
      fields: {
        customer: item.customerName,
        number: item.number,
        blue: input.blueNumber,
        confirmation: input.confirmationNo,
      },
    },
    lines: [
      debit(item.account, item, itemRefs(item)),
      credit("revenue", net, refs),
      credit("output_vat", tax, refs),
    ],
  });
  return posting(entry, { newItem: item });
}

function assertParts(item: Booked, net: Booked, tax: Booked): void {
  assert(net.amountMinor + tax.amountMinor === item.amountMinor, "net and tax make up the amount");
  assert(net.homeMinor + tax.homeMinor === item.homeMinor, "net and tax make up the home amount");
}

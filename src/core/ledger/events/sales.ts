// Where claims come from: openings, invoices, deliveries, red invoices (J01–J05).
import { assert } from "../../assert.ts";
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
import { takeFromItem } from "../take.ts";
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

/** J01: what was open when the books began; always in the general ledger already. */
export function openingItem(occasion: Occasion, newItem: NewItem): Posting {
  const entry = makeEntry(
    { ...occasion, origin: "gl" },
    {
      event: "J01",
      narration: { key: "entry_opening", fields: { number: newItem.number } },
      lines: withContra(openItemLines(newItem), occasion),
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

export type DeliveryInvoicedInput = {
  readonly delivery: OpenItem;
  /** The invoice; it takes over the whole or a part of the delivery and its age. */
  readonly item: NewItem;
  readonly tax: Booked;
};

/** J04: the delivery is invoiced; nothing is counted twice. */
export function deliveryInvoiced(
  occasion: Occasion,
  { delivery: from, item, tax }: DeliveryInvoicedInput,
): Result<Posting, DeliveryInvoicedRefusal> {
  if (from.customerId !== item.customerId) return refuse({ code: "other_customer" });
  if (from.currency !== item.currency) return refuse({ code: "other_currency" });
  const taken = takeFromItem(from, item.amountMinor);
  if (!taken.ok) return taken;
  const newItem: NewItem = {
    ...item,
    homeMinor: taken.value.homeMinor,
    ageFrom: from.ageFrom,
    linkedItemId: from.itemId,
  };
  const refs = { customerId: item.customerId };
  const entry = makeEntry(occasion, {
    event: "J04",
    narration: {
      key: "entry_delivery_invoiced",
      fields: { delivery: from.number, number: item.number },
    },
    lines: [
      debit(newItem.account, newItem, itemRefs(newItem)),
      debit("deferred_vat", tax, refs),
      ...settleItem(from, taken.value),
      credit("output_vat", tax, refs),
    ],
  });
  return ok(posting(entry, { newItem, uses: [itemUse(from, taken.value)] }));
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

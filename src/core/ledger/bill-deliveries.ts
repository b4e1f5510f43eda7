// How an invoice is spread over the deliveries it bills: what it takes over of each that is open, what
// was paid before it, how much of the deferred output VAT goes with it.
import { assert } from "../assert.ts";
import { formatMinor } from "../money.ts";
import { type Result, refuse } from "../result.ts";
import {
  type DeliveryInvoicedRefusal,
  deliveryInvoiced,
  type InvoicedDelivery,
} from "./events/sales.ts";
import { homePart } from "./home-amount.ts";
import type { NewItem, OpenItem, Posting } from "./open.ts";
import type { Booked, Occasion } from "./posting.ts";

export type DeliveryToBill = {
  readonly delivery: OpenItem;
  /** What no invoice bills yet, paid or not. */
  readonly unbilledMinor: bigint;
  /** 待转销项税额 that no invoice has taken over yet. */
  readonly deferred: Booked;
};

export type InvoiceOfDeliveries = {
  /** Its amount as on the paper, with what it is worth at the rate of its day. */
  readonly face: Booked;
  /** Null: the tax that was deferred. */
  readonly taxMinor: bigint | null;
  readonly item: Omit<
    NewItem,
    "currency" | "amountMinor" | "homeMinor" | "ageFrom" | "linkedItemId" | "faceMinor"
  >;
  /** Bills more than was delivered: the rest is a further sale. */
  readonly mayExceed: boolean;
};

/** J04 of these deliveries in their order, each in full before the next. */
export function billDeliveries(
  occasion: Occasion,
  deliveries: readonly DeliveryToBill[],
  invoice: InvoiceOfDeliveries,
): Result<Posting, BillDeliveriesRefusal> {
  const { face, mayExceed } = invoice;
  const { currency } = face;
  const parts: InvoicedDelivery[] = [];
  let rest = face.amountMinor;
  for (const { delivery, unbilledMinor, deferred } of deliveries) {
    if (delivery.currency !== currency) return refuse({ code: "other_currency" });
    const billedMinor = rest < unbilledMinor ? rest : unbilledMinor;
    if (billedMinor <= 0n) {
      return refuse({ code: "delivery_not_needed", number: delivery.number });
    }
    rest -= billedMinor;
    const open = delivery.amountMinor;
    parts.push({
      delivery,
      billedMinor,
      amountMinor: billedMinor < open ? billedMinor : open,
      deferred: share(deferred, billedMinor, unbilledMinor),
    });
  }
  if (rest > 0n && !mayExceed) {
    const unbilled = deliveries.reduce((sum, one) => sum + one.unbilledMinor, 0n);
    return refuse({
      code: "invoice_exceeds_delivery",
      number: invoice.item.number,
      asked: formatMinor(face.amountMinor, currency),
      unbilled: formatMinor(unbilled, currency),
      currency,
    });
  }
  const extra = { currency, amountMinor: rest, homeMinor: homePart(face, rest) };
  const deferred = parts.map((part) => part.deferred).reduce(add);
  const tax = taxOf(invoice, deferred);
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, rest);
  const item = { ...invoice.item, currency, amountMinor, faceMinor: face.amountMinor };
  return deliveryInvoiced(occasion, { deliveries: parts, item, extra, tax });
}

export type BillDeliveriesRefusal =
  | DeliveryInvoicedRefusal
  | { readonly code: "delivery_not_needed"; readonly number: string }
  | {
      readonly code: "invoice_exceeds_delivery";
      readonly number: string;
      readonly asked: string;
      readonly unbilled: string;
      readonly currency: string;
    };

function taxOf({ taxMinor, face }: InvoiceOfDeliveries, deferred: Booked): Booked {
  // the same tax is worth what it was worth: no exchange difference on it
  if (taxMinor === null || taxMinor === deferred.amountMinor) return deferred;
  return { ...face, amountMinor: taxMinor, homeMinor: homePart(face, taxMinor) };
}

/** In proportion to what is billed, and all of it with the last part. */
function share(whole: Booked, partMinor: bigint, ofMinor: bigint): Booked {
  assert(partMinor <= ofMinor, "a part is no more than the whole");
  const { currency, amountMinor } = whole;
  const minor = homePart({ currency, amountMinor: ofMinor, homeMinor: amountMinor }, partMinor);
  if (amountMinor === 0n) return { currency, amountMinor: 0n, homeMinor: 0n };
  return { currency, amountMinor: minor, homeMinor: homePart(whole, minor) };
}

function add(a: Booked, b: Booked): Booked {
  return {
    ...a,
    amountMinor: a.amountMinor + b.amountMinor,
    homeMinor: a.homeMinor + b.homeMinor,
  };
}

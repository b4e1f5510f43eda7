// A delivery as its invoice finds it: what is open, what is not billed yet, which tax is deferred; and the
// day on which the invoice counts.
import { type IsoDate, laterDate } from "../../core/date.ts";
import { allocationDate, type Periods } from "../../core/ledger/accounting-date.ts";
import type { DeliveryToBill } from "../../core/ledger/bill-deliveries.ts";
import type { OpenItem } from "../../core/ledger/open.ts";
import type { UnbilledDelivery } from "../../db/delivery-invoices.ts";
import type { LedgerItem } from "../../db/ledger-state.ts";

export function deliveryToBill(delivery: LedgerItem, left: UnbilledDelivery): DeliveryToBill {
  return {
    delivery,
    unbilledMinor: BigInt(left.unbilledMinor),
    deferred: {
      currency: delivery.currency,
      amountMinor: BigInt(left.deferredMinor),
      homeMinor: BigInt(left.deferredHomeMinor),
    },
  };
}

/** Of the invoice, or of the last of its deliveries, in an open month. */
export function invoiceDate(
  issueDate: IsoDate,
  deliveries: readonly Pick<OpenItem, "accountingDate">[],
  periods: Periods,
): IsoDate {
  const last = deliveries.map((one) => one.accountingDate).reduce(laterDate, issueDate);
  return allocationDate([last], periods);
}

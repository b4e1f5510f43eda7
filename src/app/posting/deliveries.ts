// A delivery as its invoice finds it: what is open, what is not billed yet, which tax is deferred.
import type { DeliveryToBill } from "../../core/ledger/bill-deliveries.ts";
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

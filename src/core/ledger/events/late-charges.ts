// Interest and fees for late payment, once the customer has accepted them (J40): an item of its own,
// tax-inclusive at the rate of the sale.
import { assert } from "../../assert.ts";
import { divideHalfUp } from "../../money.ts";
import { homePart } from "../home-amount.ts";
import { type NewItem, type Posting, posting } from "../open.ts";
import { type Booked, credit, debit, makeEntry, type Occasion } from "../posting.ts";
import { itemRefs } from "../settlement.ts";

/** J40. `taxPercent` in hundredths of a per cent: 13 % = 1,300. */
export function lateCharge(
  occasion: Occasion,
  { item, taxPercent }: { readonly item: NewItem; readonly taxPercent: bigint },
): Posting {
  assert(item.amountMinor > 0n, "a charge is above zero");
  const { net, tax } = splitTax(item, taxPercent);
  const refs = { customerId: item.customerId };
  const entry = makeEntry(occasion, {
    event: "J40",
    narration: {
      key: "entry_late_charge",
      fields: { customer: item.customerName, number: item.number },
    },
    lines: [
      debit(item.account, item, itemRefs(item)),
      credit("interest", net, refs),
      credit("output_vat", tax, refs),
    ],
  });
  return posting(entry, { newItem: item });
}

/** 4,500.00 at 13 % = 3,982.30 + 517.70. */
function splitTax(
  gross: Booked,
  taxPercent: bigint,
): { readonly net: Booked; readonly tax: Booked } {
  const whole = 10_000n;
  const netMinor = divideHalfUp(gross.amountMinor * whole, whole + taxPercent);
  const netHome = homePart(gross, netMinor);
  const { currency, amountMinor, homeMinor } = gross;
  return {
    net: { currency, amountMinor: netMinor, homeMinor: netHome },
    tax: { currency, amountMinor: amountMinor - netMinor, homeMinor: homeMinor - netHome },
  };
}

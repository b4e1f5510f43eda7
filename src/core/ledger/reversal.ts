// Undoing an event: the reversing record names the original and gives back all it took (U, 反核销).
import { ok, type Result, refuse } from "../result.ts";
import { type Allocation, itemUse, type Posting, posting, receiptUse, type Use } from "./open.ts";
import { type ReversalDates, reverseEntry } from "./posting.ts";

/**
 * Turns the signs of everything an event wrote, its exchange difference included. An item or a
 * receipt the event made must be untouched: what stands on it is undone first.
 */
export function reversePosting(
  original: Posting,
  dates: ReversalDates,
  touched: ReadonlySet<string>,
): Result<Posting, ReversalRefusal> {
  const { entry, newItem, newReceipt } = original;
  if (newItem && touched.has(newItem.itemId)) {
    return refuse({ code: "item_in_use", number: newItem.number });
  }
  if (newReceipt && touched.has(newReceipt.receiptId)) {
    return refuse({ code: "receipt_in_use", receiptId: newReceipt.receiptId });
  }
  const emptied = [
    ...(newItem ? [itemUse(newItem, newItem)] : []),
    ...(newReceipt ? [receiptUse(newReceipt, newReceipt)] : []),
  ];
  return ok(
    posting(entry && reverseEntry(entry, dates), {
      uses: [...original.uses.map(negateUse), ...emptied],
      allocations: original.allocations.map(negateAllocation),
    }),
  );
}

export type ReversalRefusal =
  | { readonly code: "item_in_use"; readonly number: string }
  | { readonly code: "receipt_in_use"; readonly receiptId: string };

function negateUse(use: Use): Use {
  const amounts = { amountMinor: -use.amountMinor, homeMinor: -use.homeMinor };
  if (use.of === "receipt" || use.tax === undefined) return { ...use, ...amounts };
  const tax = { amountMinor: -use.tax.amountMinor, homeMinor: -use.tax.homeMinor };
  return { ...use, ...amounts, tax };
}

function negateAllocation(allocation: Allocation): Allocation {
  return {
    ...allocation,
    itemAmountMinor: -allocation.itemAmountMinor,
    itemHomeMinor: -allocation.itemHomeMinor,
    byAmountMinor: -allocation.byAmountMinor,
    byHomeMinor: -allocation.byHomeMinor,
    fxHomeMinor: -allocation.fxHomeMinor,
  };
}

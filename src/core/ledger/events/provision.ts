// 计提坏账准备 (J36): the allowance is brought to what is required, a line a customer; a release keeps
// its sides with negative amounts, so that the turnover of 6702 stays the year's loss.
import type { Month } from "../../date.ts";
import { type Posting, posting } from "../open.ts";
import { credit, debit, inHome, makeEntry, type Occasion } from "../posting.ts";

/** Above zero: charged; below: released. Null: what stands on the allowance without a customer. */
export type ProvisionPart = { readonly customerId: string | null; readonly chargeMinor: bigint };

/** Null when no part changes anything. */
export function provision(
  occasion: Occasion,
  { month, parts }: { readonly month: Month; readonly parts: readonly ProvisionPart[] },
): Posting | null {
  const { books } = occasion;
  const lines = parts
    .filter(({ chargeMinor }) => chargeMinor !== 0n)
    .map(({ customerId, chargeMinor }) =>
      credit("allowance", inHome(books, chargeMinor), customerId === null ? {} : { customerId }),
    );
  if (lines.length === 0) return null;
  const total = parts.reduce((sum, { chargeMinor }) => sum + chargeMinor, 0n);
  const entry = makeEntry(occasion, {
    event: "J36",
    narration: { key: "entry_provision", fields: { month } },
    lines: [debit("credit_loss", inHome(books, total)), ...lines],
  });
  return posting(entry);
}

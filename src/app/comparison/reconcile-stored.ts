// The reconciliation of a kept comparison as it stands: what is to be corrected may be changed until
// somebody signs; what is signed is this, by its hash.
import { createHash } from "node:crypto";
import type { LedgerSide } from "../../core/comparison/ledger-entry.ts";
import { type Reconciliation, reconcile } from "../../core/comparison/reconciliation.ts";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { formatMinor } from "../../core/money.ts";
import { withCheckDigits } from "../../core/statements/statement-number.ts";
import type { ComparisonGroupRow, ComparisonRow } from "../../db/comparisons.ts";

/** HD + year and month + running number + check digits. */
export function comparisonNo({ id, recordedAt }: Pick<ComparisonRow, "id" | "recordedAt">): string {
  const month = recordedAt.toISOString().slice(2, 7).replace("-", "");
  return withCheckDigits(`HD${month}${String(id).padStart(4, "0")}`);
}

/** `open`: every group that does not agree. */
export function reconcileStored(
  row: ComparisonRow,
  open: readonly ComparisonGroupRow[],
): Reconciliation {
  const ours = { openingMinor: row.ourOpeningMinor, closingMinor: row.ourClosingMinor };
  const theirs = { openingMinor: row.theirOpeningMinor, closingMinor: row.theirClosingMinor };
  return reconcile(ours, theirs, open);
}

export type SectionSum = {
  readonly side: LedgerSide;
  readonly section: Reconciliation["rows"][number]["section"];
  readonly count: number;
  readonly minor: number;
};

/** One line a side and section, in the order of the paper. */
export function sectionSums({ rows }: Reconciliation): SectionSum[] {
  const order = [
    "they_booked",
    "they_paid",
    "we_billed",
    "we_received",
    "amount_differs",
    "to_reverse",
    "undecided",
  ] as const;
  return (["ours", "theirs"] as const).flatMap((side) =>
    order.flatMap((section) => {
      const own = rows.filter((row) => row.side === side && row.section === section);
      if (own.length === 0) return [];
      return [
        { side, section, count: own.length, minor: own.reduce((sum, { minor }) => sum + minor, 0) },
      ];
    }),
  );
}

/** What a signature stands under: balances, every row, both adjusted balances. */
export function reconciliationHash(
  row: ComparisonRow,
  open: readonly ComparisonGroupRow[],
): string {
  const table = reconcileStored(row, open);
  const text = (minor: number) => formatMinor(minor, row.currency);
  const signed = {
    no: comparisonNo(row),
    customerId: row.customerId,
    currency: row.currency,
    from: row.from,
    to: row.to,
    file: row.sha256,
    ours: { opening: text(table.ours.openingMinor), closing: text(table.ours.closingMinor) },
    theirs: { opening: text(table.theirs.openingMinor), closing: text(table.theirs.closingMinor) },
    rows: table.rows.map(({ group, side, section, minor }) => ({
      group: open[group]?.n,
      side,
      section,
      amount: text(minor),
    })),
    ourAdjusted: text(table.oursAdjustedMinor),
    theirAdjusted: text(table.theirsAdjustedMinor),
    openingGap: text(table.openingGapMinor),
  };
  return createHash("sha256").update(canonicalJson(signed)).digest("hex");
}

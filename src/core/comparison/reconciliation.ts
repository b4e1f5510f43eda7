// 余额调节表: both balances, what each side still has to book, and the balance after that. Exact: what
// is left between the two is the difference of the opening balances and nothing else.
import { assert } from "../assert.ts";
import type {
  ComparedGroup,
  LedgerBalances,
  LedgerSide,
  OutstandingClass,
} from "./ledger-entry.ts";

export type ReconciliationRow = {
  /** Position in the list of groups. */
  readonly group: number;
  /** Whose balance it is added to. */
  readonly side: LedgerSide;
  readonly section: OutstandingClass | "amount_differs" | "to_reverse" | "undecided";
  readonly minor: number;
};

export type Reconciliation = {
  readonly ours: LedgerBalances;
  readonly theirs: LedgerBalances;
  readonly rows: readonly ReconciliationRow[];
  readonly oursAdjustedMinor: number;
  readonly theirsAdjustedMinor: number;
  /** Ours less theirs at the start: from before the period, explained by no entry of it. */
  readonly openingGapMinor: number;
  /** Ours less theirs after all rows, less the gap of the openings: always zero. */
  readonly unexplainedMinor: 0;
  readonly agreed: { readonly groups: number; readonly minor: number };
};

export type CorrectedGroup = Pick<
  ComparedGroup,
  "verdict" | "oursMinor" | "theirsMinor" | "outstanding" | "corrects"
>;

export function reconcile(
  ours: LedgerBalances,
  theirs: LedgerBalances,
  groups: readonly CorrectedGroup[],
): Reconciliation {
  const rows = groups.flatMap((group, at) => rowOf(group, at));
  const added = (side: LedgerSide) =>
    rows.reduce((sum, row) => sum + (row.side === side ? row.minor : 0), 0);
  const oursAdjustedMinor = ours.closingMinor + added("ours");
  const theirsAdjustedMinor = theirs.closingMinor + added("theirs");
  const openingGapMinor = ours.openingMinor - theirs.openingMinor;
  const left = oursAdjustedMinor - theirsAdjustedMinor - openingGapMinor;
  assert(left === 0, `the reconciliation ties out, not ${left}`);
  const equal = groups.filter(({ verdict }) => verdict === "agreed");
  return {
    ours,
    theirs,
    rows,
    oursAdjustedMinor,
    theirsAdjustedMinor,
    openingGapMinor,
    unexplainedMinor: 0,
    agreed: {
      groups: equal.length,
      minor: equal.reduce((sum, { oursMinor }) => sum + oursMinor, 0),
    },
  };
}

function rowOf(group: CorrectedGroup, at: number): ReconciliationRow[] {
  const gap = group.oursMinor - group.theirsMinor;
  if (gap === 0) return [];
  const side = group.corrects ?? "theirs";
  const minor = side === "ours" ? -gap : gap;
  return [{ group: at, side, section: sectionOf(group, side), minor }];
}

/** The side that lacks an entry books it; the side that has it wrongly takes it back. */
function sectionOf(
  { verdict, oursMinor, outstanding }: CorrectedGroup,
  side: LedgerSide,
): ReconciliationRow["section"] {
  if (verdict === "undecided") return "undecided";
  if (verdict === "amount_differs" || outstanding === null) return "amount_differs";
  const holder: LedgerSide = oursMinor !== 0 ? "ours" : "theirs";
  return holder === side ? "to_reverse" : outstanding;
}

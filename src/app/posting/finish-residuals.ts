// What becomes of amounts that a decision left open with a reason, in the same transaction: a
// deduction stands as disputed (DOMAIN §5.1), a retention becomes an item of its own with the end of
// its warranty (J18, DOMAIN §5.2); those of a run when all its lines are posted. Both are taken back
// with the decision.
import type { IsoDate } from "../../core/date.ts";
import { retentionSplit } from "../../core/ledger/events/retention.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import type { ResidualCode } from "../../core/matching/output.ts";
import { resolveDifferences } from "../../db/differences.ts";
import { insertDisputes } from "../../db/disputes.ts";
import { selectLedgerItems } from "../../db/ledger-state.ts";
import { insertNewItems } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds, storeAllocations, storeEntries } from "../../db/recording.ts";
import {
  type DecisionDates,
  selectDecisionDates,
  selectWarrantyEnds,
} from "../../db/retentions.ts";
import { loadBooksContext } from "./books-context.ts";
import { numberItems } from "./number-items.ts";
import { idSource, postingRows } from "./posting-records.ts";

export type LeftOpen = {
  readonly side: string;
  readonly itemId: number | null;
  /** In the item's currency and direction. */
  readonly amountMinor: number;
  readonly code: ResidualCode;
  /** Booked already: nothing is left open. */
  readonly posted: boolean;
  /** End of the warranty as a person named it; absent: as the document says. */
  readonly due?: IsoDate | null;
};

export type FinishedDecision = {
  readonly decisionId: number;
  readonly residuals: readonly LeftOpen[];
};

/** The transaction must hold the writing lock; the decisions are stored. */
export async function finishResiduals(
  db: Db,
  recording: Recording,
  decisions: readonly FinishedDecision[],
): Promise<void> {
  await disputeDeductions(db, recording, decisions);
  await splitRetentions(db, recording, leftOf(decisions, "retention"));
}

/** The first half: a run splits retentions when all its lines are posted, for another may pay them. */
export async function disputeDeductions(
  db: Db,
  recording: Recording,
  decisions: readonly FinishedDecision[],
): Promise<void> {
  await insertDisputes(db, recording, leftOf(decisions, "deduction"));
}

function leftOf(decisions: readonly FinishedDecision[], wanted: ResidualCode) {
  return decisions.flatMap(({ decisionId, residuals }) =>
    residuals.flatMap(({ side, itemId, posted, ...rest }) =>
      side === "item" && itemId !== null && !posted && rest.code === wanted
        ? [{ decisionId, itemId, ...rest }]
        : [],
    ),
  );
}

/** Decisions that were posted, with what they left open; refused ones fall out. */
export function finishedOf(
  requests: readonly { readonly residuals: readonly LeftOpen[] }[],
  outcomes: readonly (
    | { readonly ok: true; readonly value: { readonly decisionId: number } }
    | { readonly ok: false }
  )[],
): FinishedDecision[] {
  return requests.flatMap(({ residuals }, n) => {
    const outcome = outcomes[n];
    return outcome?.ok ? [{ decisionId: outcome.value.decisionId, residuals }] : [];
  });
}

export type Retained = {
  readonly decisionId: number;
  readonly itemId: number;
  readonly amountMinor: number;
  readonly due?: IsoDate | null;
};

/** What is not on its item any more, or cannot be split, stays as it is. */
export async function splitRetentions(
  db: Db,
  recording: Recording,
  retained: readonly Retained[],
): Promise<void> {
  if (retained.length === 0) return;
  const itemIds = [...new Set(retained.map(({ itemId }) => itemId))];
  const items = await selectLedgerItems(db, recording, itemIds);
  const ends = await selectWarrantyEnds(db, recording, itemIds);
  const decisionIds = retained.map(({ decisionId }) => decisionId);
  const dates = await selectDecisionDates(db, recording.orgId, decisionIds);
  const newIds = idSource(await reserveIds(db, "open_item", retained.length));
  const { ledger } = await loadBooksContext(db, recording);
  const beside: Beside[] = [];
  for (const one of retained) {
    const item = items.get(String(one.itemId));
    const dated = dates.get(one.decisionId);
    if (!item || !dated) continue;
    const occasion = { books: ledger, origin: "ours", ...dated } as const;
    const split = retentionSplit(occasion, {
      item,
      amountMinor: BigInt(one.amountMinor),
      newItemId: String(newIds()),
      warrantyEnd: one.due === undefined ? (ends.get(one.itemId) ?? null) : one.due,
      conditional: true,
    });
    // what cannot be split stays open with its difference, for a person
    if (split.ok) beside.push({ ...one, dated, posting: split.value });
  }
  await storeBeside(db, recording, beside);
  const parted = beside.map(({ decisionId, itemId }) => ({ decisionId, itemId }));
  await resolveDifferences(db, recording, parted, "retention");
}

type Beside = {
  readonly decisionId: number;
  readonly itemId: number;
  readonly dated: DecisionDates;
  readonly posting: CodedPosting["posting"];
};

/** More postings of decisions that are stored already. */
async function storeBeside(db: Db, recording: Recording, beside: readonly Beside[]): Promise<void> {
  const coded = beside.map(({ posting }) => ({ posting, code: "retention" }));
  const postings = await numberItems(db, recording, coded);
  const entryIds = idSource(await reserveIds(db, "entry", postings.length));
  const rows = beside.map(({ decisionId, dated }, n) => {
    const record = { decisionId, matchId: null, rule: "", reason: "", dates: dated };
    return postingRows(postings.slice(n, n + 1), record, entryIds);
  });
  await storeEntries(
    db,
    recording,
    rows.flatMap(({ entries }) => entries),
  );
  await insertNewItems(
    db,
    recording,
    rows.flatMap(({ newItems }) => newItems),
  );
  await storeAllocations(
    db,
    recording,
    rows.flatMap(({ allocations }) => allocations),
  );
}

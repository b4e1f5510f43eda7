// 期末调汇: foreign balances at the closing rate on the last day of the month, taken back on the first
// day of the next (J35). One decision, so it is undone as a whole.
import type { RevaluationPreview } from "../../contract/periods.ts";
import { assert } from "../../core/assert.ts";
import { addDays, type IsoDate, type Month } from "../../core/date.ts";
import { type PeriodClosed, requestedDate } from "../../core/ledger/accounting-date.ts";
import { accountOf, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { revaluation, takeBackRevaluation } from "../../core/ledger/events/revaluation.ts";
import type { Posting } from "../../core/ledger/open.ts";
import type { MissingRate } from "../../core/ledger/rates.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { divideHalfUp, formatMinor, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectRevaluations } from "../../db/foreign-balances.ts";
import { notifyLive } from "../../db/live-events.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { loadRevaluation, type Revaluation, type RevaluedBalance } from "./load-revaluation.ts";

export type RevalueRefusal =
  | { readonly code: "period_not_over"; readonly month: string }
  | { readonly code: "nothing_to_revalue"; readonly month: string }
  | PeriodClosed
  | MissingRate;

/** An entry holds this many lines at most: a list a person can still read, and a bound for the table. */
const balancesPerEntry = 2_000;

export async function revalueMonth(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly month: Month; readonly today: IsoDate },
): Promise<Result<{ readonly decisionId: number }, RevalueRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, month, today } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const { ledger, periods } = await loadBooksContext(db, recording);
    const { homeCurrency } = ledger;
    const found = await loadRevaluation(db, { orgId, booksId, month, homeCurrency });
    const { end, missing } = found;
    if (end >= today) return refuse({ code: "period_not_over", month });
    const open = requestedDate(end, periods);
    if (!open.ok) return open;
    const [from] = missing;
    if (from !== undefined) {
      return refuse({ code: "missing_rate", from, to: homeCurrency, date: end });
    }
    const postings = postingsOf(ledger, month, found);
    if (postings.length === 0) return refuse({ code: "nothing_to_revalue", month });
    const detail = { adjustment: "revaluation", revaluation: month };
    const decisionId = await storeAdjustment(db, recording, { postings, detail });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "period.revalue",
        subjectKind: "decision",
        subjectId: decisionId,
        detail: { month },
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return ok({ decisionId });
  });
}

/** One entry a currency with the one that takes it back; long ones in parts. */
function postingsOf(ledger: LedgerSettings, month: Month, found: Revaluation): CodedPosting[] {
  const changed = found.balances.filter(({ changeMinor }) => changeMinor !== 0n);
  const byCurrency = Map.groupBy(changed, ({ row }) => row.currency);
  const occasion = {
    books: ledger,
    businessDate: found.end,
    accountingDate: found.end,
    origin: "ours",
  } as const;
  return [...byCurrency.values()].flatMap(chunks).flatMap((balances) => {
    const posting = revaluation(
      occasion,
      balances.map(({ balance }) => balance),
    );
    if (!posting) return [];
    return [posting, takenBack(posting, month)].map((one) => ({
      posting: one,
      code: "revaluation",
    }));
  });
}

function chunks(balances: readonly RevaluedBalance[]): (readonly RevaluedBalance[])[] {
  const count = Math.ceil(balances.length / balancesPerEntry);
  return Array.from({ length: count }, (_, n) =>
    balances.slice(n * balancesPerEntry, (n + 1) * balancesPerEntry),
  );
}

/** A planned opposite, no undo: it names no original, so that the revaluation itself can be undone. */
function takenBack(posting: Posting, month: Month): Posting {
  const back = takeBackRevaluation(posting, "");
  assert(back.entry !== null, "a revaluation has an entry");
  const { reversesId: _, ...entry } = back.entry;
  const narration = { key: "entry_revaluation_back", fields: { month } } as const;
  return { ...back, entry: { ...entry, narration } };
}

/** What the month's revaluation would post, and what of it stands already. */
export async function previewRevaluation(
  deps: Deps,
  of: { readonly orgId: number; readonly booksId: number; readonly month: Month },
): Promise<RevaluationPreview> {
  return inOrganisation(deps.pool, of.orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, of);
    const { homeCurrency } = ledger;
    const found = await loadRevaluation(db, { ...of, homeCurrency });
    const done = await selectRevaluations(db, of, of.month);
    const home = (minor: bigint | number) => formatMinor(minor, homeCurrency);
    const changed = found.balances.filter(({ changeMinor }) => changeMinor !== 0n);
    return {
      month: of.month,
      date: found.end,
      takenBackOn: addDays(found.end, 1),
      homeCurrency,
      rates: found.rates.map((rate) => ({ currency: rate.from, rate: rateText(rate) })),
      missing: [...found.missing],
      net: home(changed.reduce((sum, { changeMinor }) => sum + changeMinor, 0n)),
      balances: changed.map(({ row, balance, changeMinor }) => ({
        ...placeOf(row, ledger),
        amount: formatMinor(row.amountMinor, row.currency),
        booked: home(row.homeMinor),
        closing: home(balance.homeMinor + changeMinor),
        change: home(changeMinor),
      })),
      leftOut: found.leftOut.map((row) => ({
        ...placeOf(row, ledger),
        amount: formatMinor(row.amountMinor, row.currency),
        statement: formatMinor(row.statementMinor ?? 0, row.currency),
      })),
      done: done.map(({ decisionId, at, by }) => ({ decisionId, at: at.toISOString(), by })),
    };
  });
}

function placeOf(row: RevaluedBalance["row"], ledger: LedgerSettings) {
  const { code, zh, en } = accountOf(ledger, row.account);
  const { currency, label, customerName, itemId } = row;
  return { accountCode: code, accountName: { zh, en }, currency, label, customerName, itemId };
}

/** Rates are shown with six decimals; the exact one is what is posted. */
function rateText({ numerator, denominator }: Rate): string {
  const digits = divideHalfUp(numerator * 1_000_000n, denominator)
    .toString()
    .padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/0{1,2}$/, "");
}

// 代收款转付: a line of money out of these books hands on what they received for another set of books
// (J26); there it is a line of money in. Both at once, so that what one owes is what the other claims.
import type { HandOverChoices, OtherBooksPreview } from "../../contract/other-books.ts";
import { assert } from "../../core/assert.ts";
import {
  type HandOverRefusal,
  handedOver,
  handedOverReceived,
  type Owed,
} from "../../core/ledger/events/intragroup.ts";
import { bookAtRate } from "../../core/ledger/home-amount.ts";
import type { Posting } from "../../core/ledger/open.ts";
import { type MissingRate, rateAt } from "../../core/ledger/rates.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type BooksRow, booksById, booksOf } from "../../db/books.ts";
import { selectDecisionEntries, updateLineStates } from "../../db/decisions.ts";
import { type OwedRow, selectHandedOverLines, selectOwed } from "../../db/entry-pairs.ts";
import { type LedgerReceipt, selectReceiptsOfLines } from "../../db/ledger-state.ts";
import { type LineFacts, selectLineFacts } from "../../db/line-facts.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { selectRates } from "../../db/rates.ts";
import { beginRecording, type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import { type OutgoingLine, selectOutgoingLine } from "../../db/refunds.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { occasionOf } from "../adjustments/money-postings.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { entriesOnWire, rehearse } from "../posting/rehearse.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";

export type HandOverRequest = {
  readonly booksId: number;
  /** The line of money out. */
  readonly lineId: number;
  readonly toBooksId: number;
  /** The line of money in, of those books. */
  readonly toLineId: number;
  readonly reason: string;
};

export type HandedOver = { readonly decisionId: number; readonly otherDecisionId: number };

export type HandOverFault =
  | { readonly code: "return_line_gone" }
  | { readonly code: "other_books_gone" }
  | { readonly code: "hand_over_unfit" }
  | MissingRate
  | HandOverRefusal;

/** The sets of books that these owe money in the line's currency, with the lines it may be there. */
export function listHandOver(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  lineId: number,
): Promise<Result<HandOverChoices, HandOverFault>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const out = await selectOutgoingLine(db, books, lineId);
    if (!out) return refuse({ code: "return_line_gone" });
    const lines = await selectHandedOverLines(db, books, out);
    const names = new Map((await booksOf(db, books.orgId)).map(({ id, name }) => [id, name]));
    const owed = (await selectOwed(db, books)).filter(
      ({ account, currency }) => account === "intragroup_payable" && currency === out.currency,
    );
    return ok({
      rows: owed.map(({ otherBooksId, amountMinor, currency }) => ({
        booksId: otherBooksId,
        name: names.get(otherBooksId) ?? "",
        owed: formatMinor(-amountMinor, currency),
        lines: lines
          .filter(({ booksId }) => booksId === otherBooksId)
          .map(({ booksId: _, ...line }) => line),
      })),
    });
  });
}

export function handOver(
  deps: Deps,
  actor: Actor,
  request: HandOverRequest,
): Promise<Result<HandedOver, HandOverFault>> {
  const { orgId, memberId } = actor;
  const { booksId, toBooksId } = request;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const handed = await postHandOver(db, recording, request);
    if (!handed.ok) return handed;
    const { decisionId, otherDecisionId } = handed.value;
    const event = { actor: actor.name, action: "line.hand_over", subjectKind: "decision" };
    await storeAudit(db, recording, [
      { ...event, subjectId: decisionId, detail: request },
      { ...event, subjectId: otherDecisionId, detail: request },
    ]);
    for (const id of [booksId, toBooksId]) {
      await notifyLive(db, { orgId, booksId: id, topic: "lanes", id: null });
    }
    return handed;
  });
}

/** The entries it would make in both sets of books; nothing is stored. */
export function previewHandOver(
  deps: Deps,
  actor: Actor,
  request: HandOverRequest,
): Promise<Result<OtherBooksPreview, HandOverFault>> {
  const { orgId, memberId } = actor;
  const { booksId, toBooksId } = request;
  return rehearse(deps, { orgId, booksId, memberId }, async (db, recording) => {
    const handed = await postHandOver(db, recording, request);
    if (!handed.ok) return handed;
    const onWire = async (ofBooksId: number, decisionId: number) => {
      const { ledger } = await loadBooksContext(db, { orgId, booksId: ofBooksId });
      return entriesOnWire(await selectDecisionEntries(db, orgId, decisionId), ledger);
    };
    const { decisionId, otherDecisionId } = handed.value;
    return ok({
      entries: await onWire(booksId, decisionId),
      otherEntries: await onWire(toBooksId, otherDecisionId),
    });
  });
}

type Found = {
  readonly own: BooksRow;
  readonly other: BooksRow;
  readonly out: OutgoingLine;
  readonly into: LineFacts;
  readonly received: LedgerReceipt;
};

async function findLines(
  db: Db,
  recording: Recording,
  { lineId, toBooksId, toLineId }: HandOverRequest,
): Promise<Result<Found, HandOverFault>> {
  const { orgId, booksId } = recording;
  const out = await selectOutgoingLine(db, recording, lineId);
  if (!out) return refuse({ code: "return_line_gone" });
  const own = await booksById(db, orgId, booksId);
  const other = await booksById(db, orgId, toBooksId);
  if (!own || !other || own.id === other.id) return refuse({ code: "other_books_gone" });
  const there = { ...recording, booksId: other.id };
  const into = (await selectLineFacts(db, there, [toLineId])).get(toLineId);
  const received = (await selectReceiptsOfLines(db, there, [toLineId])).get(toLineId);
  const fits =
    into &&
    received?.receipt.account === "unidentified" &&
    received.receipt.currency === out.currency &&
    received.receipt.amountMinor === BigInt(out.amountMinor) &&
    received.receivedMinor === BigInt(out.amountMinor);
  return fits ? ok({ own, other, out, into, received }) : refuse({ code: "hand_over_unfit" });
}

async function postHandOver(
  db: Db,
  recording: Recording,
  request: HandOverRequest,
): Promise<Result<HandedOver, HandOverFault>> {
  const found = await findLines(db, recording, request);
  if (!found.ok) return found;
  const { own, other, out, into, received } = found.value;
  const [decisionId] = await reserveIds(db, "decision", 1);
  assert(decisionId !== undefined, "one id was reserved");
  const there = { ...recording, booksId: other.id };
  const { currency } = out;
  const owedTo = await owedBetween(db, recording, { with: other, decisionId, currency, sign: -1n });
  const paid = await paidOut(db, recording, { own, out });
  if (!paid.ok) return paid;
  const context = await loadBooksContext(db, recording);
  const here = handedOver(
    { ...occasionOf(context, out.date, []), origin: out.origin },
    { owed: owedTo, paid: paid.value, bankAccountId: String(out.bankAccountId) },
  );
  if (!here.ok) return here;
  const owedBy = await owedBetween(db, there, { with: own, decisionId, currency, sign: 1n });
  const { receipt } = received;
  const contextThere = await loadBooksContext(db, there);
  const occasion = occasionOf(contextThere, receipt.businessDate, [receipt]);
  const inThere = handedOverReceived(occasion, { owed: owedBy, receipt });
  if (!inThere.ok) return inThere;
  const { reason } = request;
  await storeSide(db, recording, { posting: here.value, line: out, reason, decisionId });
  const otherDecisionId = await storeSide(db, there, {
    ...{ posting: inThere.value, line: into, reason },
  });
  return ok({ decisionId, otherDecisionId });
}

const nothing: Pick<OwedRow, "amountMinor" | "homeMinor"> = { amountMinor: 0, homeMinor: 0 };

/** Of these books: owed to the other ones (−1), or to be claimed from them (1). */
async function owedBetween(
  db: Db,
  books: Recording,
  of: {
    readonly with: BooksRow;
    readonly decisionId: number;
    readonly currency: string;
    readonly sign: 1n | -1n;
  },
): Promise<Owed> {
  const { with: other, currency, sign } = of;
  const account = sign < 0n ? "intragroup_payable" : "intragroup_receivable";
  const row =
    (await selectOwed(db, books)).find(
      (one) =>
        one.otherBooksId === other.id && one.account === account && one.currency === currency,
    ) ?? nothing;
  return {
    currency,
    amountMinor: sign * BigInt(row.amountMinor),
    homeMinor: sign * BigInt(row.homeMinor),
    pair: {
      pairId: String(of.decisionId),
      otherBooksId: String(other.id),
      otherBooksName: other.name,
    },
  };
}

/** What leaves the bank, at the day's rate. */
async function paidOut(
  db: Db,
  { orgId, booksId }: Recording,
  { own, out }: { readonly own: BooksRow; readonly out: OutgoingLine },
) {
  const { ledger } = await loadBooksContext(db, { orgId, booksId });
  const { currency, date } = out;
  const amount = { currency, amountMinor: BigInt(out.amountMinor) };
  const to = own.homeCurrency;
  if (currency === to) return ok(bookAtRate(ledger, amount, null));
  const rates = await selectRates(db, { orgId, booksId, to }, [currency]);
  const rate = rateAt(rates, { from: currency, to, date });
  return rate.ok ? ok(bookAtRate(ledger, amount, rate.value)) : rate;
}

async function storeSide(
  db: Db,
  recording: Recording,
  of: {
    readonly posting: Posting;
    readonly line: Pick<LineFacts, "id" | "lane" | "category">;
    readonly reason: string;
    readonly decisionId?: number;
  },
): Promise<number> {
  const { posting, line, reason, decisionId } = of;
  const id = await storeAdjustment(db, recording, {
    postings: [{ posting, code: "hand_over" }],
    detail: { adjustment: "hand_over", line: { lane: line.lane, category: line.category } },
    reason,
    bankLineId: line.id,
    ...(decisionId === undefined ? {} : { decisionId }),
  });
  const state = { lane: "not_receivable", category: "agency", matchId: null };
  await updateLineStates(db, recording.orgId, [{ lineId: line.id, ...state }]);
  return id;
}

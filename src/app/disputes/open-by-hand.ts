// A dispute opened by one of us: from a short payment, a comparison, or a call.
import type { DisputeToOpenBody } from "../../contract/disputes.ts";
import type { IsoDate } from "../../core/date.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type DisputableRow, selectDisputable } from "../../db/dispute-tickets.ts";
import { beginRecording } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type DisputedItem, openDispute } from "./open-dispute.ts";

export type OpenByHandRefusal =
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "dispute_several_customers" }
  | {
      readonly code: "dispute_exceeds_open";
      readonly number: string;
      readonly open: string;
      readonly currency: string;
      readonly asked: string;
    };

export async function openByHand(
  deps: Deps,
  actor: Actor,
  input: { readonly booksId: number; readonly today: IsoDate; readonly opened: DisputeToOpenBody },
): Promise<Result<{ readonly id: number }, OpenByHandRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, today, opened } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const ids = opened.items.map(({ id }) => id);
    const documents = (await selectDisputable(db, orgId, ids)).filter(
      (document) => document.booksId === booksId,
    );
    const items = itemsOf(opened, documents);
    if (!items.ok) return items;
    const [first] = documents;
    const isOne = documents.every(
      ({ customerId, currency }) => customerId === first?.customerId && currency === first.currency,
    );
    if (!first || !isOne) return refuse({ code: "dispute_several_customers" });
    const id = await openDispute(db, recording, {
      customerId: first.customerId,
      source: opened.source,
      reason: opened.reason,
      currency: first.currency,
      amountMinor: items.value.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      note: opened.note,
      items: items.value,
      statement: null,
      differenceId: opened.differenceId,
      by: { side: "us", name: actor.name },
      fileIds: [],
      today,
    });
    return ok({ id });
  });
}

/** What is marked already (by a decision that left a deduction open) is not marked twice. */
function itemsOf(
  { items }: DisputeToOpenBody,
  documents: readonly DisputableRow[],
): Result<DisputedItem[], OpenByHandRefusal> {
  const disputed: DisputedItem[] = [];
  for (const { id, amount } of items) {
    const document = documents.find(({ itemId }) => itemId === id);
    if (!document) return refuse({ code: "item_gone", itemId: String(id) });
    const { currency, openMinor, disputedMinor, no, accountingDate } = document;
    const minor = parseMinor(amount, currency);
    if (minor === null || minor <= 0n) return refuse({ code: "not_an_amount", value: amount });
    const amountMinor = toSafeMinor(minor);
    if (amountMinor > Math.max(openMinor, 0)) {
      const open = formatMinor(openMinor, currency);
      return refuse({ code: "dispute_exceeds_open", number: no, open, currency, asked: amount });
    }
    const markedMinor = Math.min(amountMinor, openMinor - disputedMinor);
    disputed.push({ itemId: id, accountingDate, amountMinor, markedMinor });
  }
  return ok(disputed);
}

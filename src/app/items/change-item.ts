// A due date agreed anew, or an amount that the customer disputes: recorded beside the item, so that
// an earlier report goes on showing what was known then. Money does not move (ACCOUNTING §3, J47).
import type { ItemChangeBody, ItemDetail } from "../../contract/items.ts";
import { assert } from "../../core/assert.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { firstOpenDay } from "../../core/ledger/accounting-date.ts";
import { formatMinor, parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type ItemDocument, insertItemChange, selectItemDocument } from "../../db/item-page.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import type { BooksToday } from "./list-items.ts";
import { loadItem } from "./read-item.ts";

type ChangeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "item_settled"; readonly number: string }
  | { readonly code: "due_before_issue"; readonly issued: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | {
      readonly code: "dispute_exceeds_open";
      readonly number: string;
      readonly open: string;
      readonly currency: string;
      readonly asked: string;
    };

export async function changeItem(
  deps: Deps,
  actor: Actor,
  input: { readonly books: BooksToday; readonly itemId: number; readonly change: ItemChangeBody },
): Promise<Result<ItemDetail, ChangeRefusal>> {
  const { books, itemId, change } = input;
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId: books.booksId, memberId });
    const item = await selectItemDocument(db, books, itemId);
    if (item === null || item.isCancelled) return refuse({ code: "not_found" });
    const decided = decideChange(item, change);
    if (!decided.ok) return decided;
    await insertItemChange(db, {
      ...decided.value,
      orgId,
      itemId,
      recordedAt: recording.recordedAt,
      accountingDate: await changeDate(db, books, isoDate(item.accountingDate)),
      reason: change.reason,
      memberId,
    });
    const act = {
      actor: actor.name,
      action: "item.change",
      subjectKind: "item",
      subjectId: itemId,
    };
    await storeAudit(db, recording, [{ ...act, detail: change }]);
    const detail = await loadItem(db, books, itemId);
    assert(detail !== null, "the item was just read");
    return ok(detail);
  });
}

function decideChange(
  item: ItemDocument,
  { dueDate, disputed }: ItemChangeBody,
): Result<{ dueDate: string | null; disputedDeltaMinor: number }, ChangeRefusal> {
  if (item.openMinor === 0) return refuse({ code: "item_settled", number: item.no });
  if (dueDate !== undefined && item.issueDate !== null && dueDate < item.issueDate) {
    return refuse({ code: "due_before_issue", issued: item.issueDate });
  }
  if (disputed === undefined) return ok({ dueDate: dueDate ?? null, disputedDeltaMinor: 0 });
  const minor = parseMinor(disputed, item.currency);
  if (minor === null) return refuse({ code: "not_an_amount", value: disputed });
  if (minor < 0n || minor > BigInt(Math.max(item.openMinor, 0))) {
    return refuse({
      code: "dispute_exceeds_open",
      number: item.no,
      open: formatMinor(item.openMinor, item.currency),
      currency: item.currency,
      asked: disputed,
    });
  }
  const disputedDeltaMinor = Number(minor - BigInt(item.disputedMinor));
  return ok({ dueDate: dueDate ?? null, disputedDeltaMinor });
}

/** Today, or the first open day after; never before the item itself. */
async function changeDate(db: Db, books: BooksToday, itemDate: IsoDate): Promise<IsoDate> {
  const { periods } = await loadBooksContext(db, books);
  const today = isoDate(books.today);
  return firstOpenDay(periods, itemDate > today ? itemDate : today);
}

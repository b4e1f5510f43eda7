// P4 告知付款: the documents a payment is for, and the code in its memo by which it matches by itself.
import type { AnnounceBody, Announcement } from "../../contract/portal.ts";
import { assert } from "../../core/assert.ts";
import { formatMinor, parseMinor, toSafeMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { withCheckDigits } from "../../core/statements/statement-number.ts";
import type { Db } from "../../db/pool.ts";
import { selectPortalItems } from "../../db/portal-pages.ts";
import {
  cancelAnnouncement,
  insertAnnouncement,
  nextAnnouncementId,
  selectAnnouncementOfKey,
  selectAnnouncements,
} from "../../db/portal-threads.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { hasFiles } from "./ask-question.ts";
import type { Visitor } from "./find-visitor.ts";
import { announcementOnWire, portalDay } from "./read-overview.ts";

export type AnnounceRefusal =
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "not_an_amount"; readonly value: string }
  | { readonly code: "announce_currencies" }
  | { readonly code: "announce_nothing" }
  | { readonly code: "announce_exceeds"; readonly number: string; readonly open: string }
  | { readonly code: "file_gone" };

type Ticked = { readonly itemId: number; readonly minor: number; readonly currency: string };

export async function announcePayment(
  deps: Deps,
  visitor: Visitor,
  body: AnnounceBody,
): Promise<Result<Announcement, AnnounceRefusal>> {
  const { orgId, booksId, customerId } = visitor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: null });
    const before = await selectAnnouncementOfKey(db, visitor, body.key);
    if (before) return ok(await readOne(db, visitor, before.id));
    const ticked = await readTicks(db, visitor, body);
    if (!ticked.ok) return ticked;
    if (!(await hasFiles(db, visitor, body.fileIds))) return refuse({ code: "file_gone" });
    const [first] = ticked.value;
    assert(first !== undefined, "something was ticked");
    const today = await portalDay(deps, db, visitor);
    const amountMinor = ticked.value.reduce((sum, { minor }) => sum + minor, 0);
    if (amountMinor <= 0) return refuse({ code: "announce_nothing" });
    const id = await nextAnnouncementId(db);
    await insertAnnouncement(db, {
      orgId,
      id,
      booksId,
      customerId,
      clientKey: body.key,
      payCode: newPayCode(id, today),
      currency: first.currency,
      amountMinor,
      payOn: body.payOn,
      note: body.note,
      byName: body.name,
      advice: { fileIds: body.fileIds },
      items: ticked.value,
    });
    await storeAudit(db, recording, [
      {
        actor: visitor.contactName || visitor.customerName,
        action: "payment.announce",
        subjectKind: "announcement",
        subjectId: id,
        detail: { customerId, items: ticked.value.length, amountMinor },
      },
    ]);
    return ok(await readOne(db, visitor, id));
  });
}

async function readTicks(
  db: Db,
  visitor: Visitor,
  { items }: AnnounceBody,
): Promise<Result<Ticked[], AnnounceRefusal>> {
  const open = new Map((await selectPortalItems(db, visitor)).map((item) => [item.id, item]));
  const ticked: Ticked[] = [];
  for (const { id, amount } of items) {
    const item = open.get(id);
    if (!item) return refuse({ code: "item_gone", itemId: String(id) });
    const minor = parseMinor(amount, item.currency);
    if (minor === null || minor === 0n) return refuse({ code: "not_an_amount", value: amount });
    const isWithin =
      item.openMinor < 0 ? minor < 0n && minor >= BigInt(item.openMinor) : minor > 0n;
    if (!isWithin || minor > BigInt(Math.max(item.openMinor, 0))) {
      const openText = formatMinor(item.openMinor, item.currency);
      return refuse({ code: "announce_exceeds", number: item.no, open: openText });
    }
    ticked.push({ itemId: id, minor: toSafeMinor(minor), currency: item.currency });
  }
  const currencies = new Set(ticked.map(({ currency }) => currency));
  return currencies.size > 1 ? refuse({ code: "announce_currencies" }) : ok(ticked);
}

/** FK + year and month + running number + two check digits, as a statement's number. */
function newPayCode(id: number, today: string): string {
  const running = String(id).padStart(4, "0");
  return withCheckDigits(`FK${today.slice(2, 4)}${today.slice(5, 7)}${running}`);
}

async function readOne(db: Db, visitor: Visitor, id: number): Promise<Announcement> {
  const row = (await selectAnnouncements(db, visitor)).find((one) => one.id === id);
  assert(row !== undefined, "it was just written");
  return announcementOnWire(row);
}

export async function takeAnnouncementBack(
  deps: Deps,
  visitor: Visitor,
  id: number,
): Promise<Result<null, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, visitor.orgId, async (db) => {
    const isDone = await cancelAnnouncement(db, visitor, id, deps.clock.now());
    return isDone ? ok(null) : refuse({ code: "not_found" });
  });
}

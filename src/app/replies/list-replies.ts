// Replies as a person reads, places and ticks them off.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReplyList, ReplyOnWire, ReplyPlace, ReplyQuery } from "../../contract/replies.ts";
import { type FileKind, fileKinds } from "../../core/portal/file-kind.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { newTextOf } from "../../core/sending/reply.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import {
  countOpenReplies,
  markReplyHandled,
  placeReply,
  type ReplyRow,
  selectReplies,
} from "../../db/mail-replies.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { insertStatementEvents, selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { OutgoingFile } from "../portal/keep-file.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
type Gone = { readonly code: "not_found" };

const everything = {
  id: null,
  customerId: null,
  statementId: null,
  openOnly: false,
  pattern: "%",
  beforeId: null,
  limit: 1,
} as const;

export async function listReplies(
  deps: Deps,
  books: InBooks,
  query: ReplyQuery,
): Promise<ReplyList> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectReplies(db, books, {
      id: null,
      customerId: query.customer ?? null,
      statementId: query.statement ?? null,
      openOnly: query.open === "yes",
      pattern: searchTerms(query.q).pattern,
      beforeId: query.before ?? null,
      limit: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    return {
      rows: shown.map(onWire),
      nextBefore: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
      open: await countOpenReplies(db, books),
    };
  });
}

function onWire(row: ReplyRow): ReplyOnWire {
  const { id, kind, fromName, fromAddress, subject, body, foundBy, handledBy } = row;
  const { customerId, customerName, statementId, statementNo } = row;
  return {
    ...{ id, kind, fromName, fromAddress, subject, body, foundBy, handledBy },
    text: newTextOf(body),
    sentAt: row.sentAt?.toISOString() ?? null,
    recordedAt: row.recordedAt.toISOString(),
    customer: customerId === null ? null : { id: customerId, name: customerName ?? "" },
    statement: statementId === null ? null : { id: statementId, no: statementNo ?? "" },
    files: row.files.map(({ name, size, kind: fileKind, why }, n) => {
      return { n, name, size, kind: fileKind, why };
    }),
    handledAt: row.handledAt?.toISOString() ?? null,
  };
}

/** A mail nobody could place, or one that was placed wrongly. */
export async function placeByHand(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly id: number; readonly place: ReplyPlace },
): Promise<Result<null, Gone>> {
  const { orgId, memberId, name } = actor;
  const { booksId, id, place } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const books = { orgId, booksId };
    const customer = await selectCustomer(db, books, place.customerId);
    const { statementId } = place;
    const statement = statementId === null ? null : await selectStatement(db, orgId, statementId);
    if (customer === null || (statementId !== null && statement?.customerId !== place.customerId)) {
      return refuse({ code: "not_found" });
    }
    if (!(await placeReply(db, books, { id, ...place }))) return refuse({ code: "not_found" });
    if (statementId !== null) {
      const event = { statementId, act: "reply", side: "us", actor: name, memberId } as const;
      await insertStatementEvents(db, books, [{ ...event, detail: { replyId: id } }]);
    }
    return ok(null);
  });
}

export async function tickOff(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly id: number; readonly handled: boolean },
): Promise<Result<null, Gone>> {
  const { orgId, memberId } = actor;
  const { booksId, id, handled } = of;
  const done = await inOrganisation(deps.pool, orgId, (db) =>
    markReplyHandled(db, { orgId, booksId }, { id, memberId, handled }),
  );
  return done ? ok(null) : refuse({ code: "not_found" });
}

export async function readReplyFile(
  deps: Deps,
  books: InBooks,
  of: { readonly id: number; readonly n: number },
): Promise<Result<OutgoingFile, Gone>> {
  const [row] = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectReplies(db, books, { ...everything, id: of.id }),
  );
  const file = row?.files[of.n];
  if (!file || file.storedAs === "") return refuse({ code: "not_found" });
  const bytes = await readFile(join(deps.dataFolder, file.storedAs));
  const known = fileKinds[file.kind as FileKind]; // written by takeMail alone
  return ok({ name: file.name, mime: known.mime, bytes });
}

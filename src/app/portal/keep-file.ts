// Files in the portal: looked at, kept by their hash, belonging to one customer; given back as
// attachments alone. Of a remittance advice that can be read, the rows come along.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AdviceRead, PortalFile } from "../../contract/portal.ts";
import {
  type FileKind,
  fileKindOf,
  fileKinds,
  largestFileBytes,
} from "../../core/portal/file-kind.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectPortalItems } from "../../db/portal-pages.ts";
import {
  insertPortalFile,
  selectFileForCustomer,
  selectFileOfBooks,
  sumPortalFiles,
} from "../../db/portal-threads.ts";
import { insertStatementEvents } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { keepBytes } from "../importing/keep-pasted.ts";
import type { ReceivedFile } from "../importing/start-import.ts";
import type { Visitor } from "./find-visitor.ts";
import { readAdviceRows } from "./read-advice.ts";
import { selectShown } from "./read-statement.ts";
import { fileOnWire } from "./threads.ts";

/** A customer puts at most this much here in a day. */
const dailyBytes = 200 * 1_048_576;

export type FileRefusal =
  | { readonly code: "file_too_large"; readonly name: string; readonly limitMb: number }
  | { readonly code: "file_kind_refused"; readonly name: string }
  | { readonly code: "files_too_many" }
  | { readonly code: "not_found" };

export type IncomingFile = { readonly name: string; readonly bytes: Uint8Array };

export async function keepPortalFile(
  deps: Deps,
  visitor: Visitor,
  file: IncomingFile,
  about: { readonly statementId: number; readonly n: number } | null,
): Promise<Result<PortalFile, FileRefusal>> {
  const kind = checkFile(file);
  if (!kind.ok) return kind;
  const { orgId, booksId, customerId, sessionId } = visitor;
  const { name } = file;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dayAgo = new Date(deps.clock.now().getTime() - 86_400_000);
    const kept = await sumPortalFiles(db, visitor, dayAgo);
    if (kept + file.bytes.length > dailyBytes) return refuse({ code: "files_too_many" });
    const shown = about && (await selectShown(db, visitor, about.statementId));
    if (about && !shown?.lines.some(({ n }) => n === about.n)) return refuse({ code: "not_found" });
    const { sha256, sizeBytes, storedAs } = await keepBytes(deps, orgId, file);
    const row = await insertPortalFile(db, {
      orgId,
      booksId,
      customerId,
      side: "customer",
      name,
      kind: kind.value,
      sizeBytes,
      sha256,
      storedAs,
      sessionId,
      memberId: null,
    });
    if (about) {
      const event = { act: "note", side: "customer", actor: visitor.contactName } as const;
      const of = { statementId: about.statementId, lineN: about.n, contactId: visitor.contactId };
      const detail = { fileId: row.id, name };
      await insertStatementEvents(db, { orgId, booksId }, [{ ...event, ...of, detail }]);
    }
    return ok(fileOnWire(row));
  });
}

export function checkFile({ name, bytes }: IncomingFile): Result<FileKind, FileRefusal> {
  const limitMb = largestFileBytes / 1_048_576;
  if (bytes.length > largestFileBytes) return refuse({ code: "file_too_large", name, limitMb });
  const kind = fileKindOf(bytes, name);
  return kind === null ? refuse({ code: "file_kind_refused", name }) : ok(kind);
}

/** The customer's own ledger: a table, nothing else. */
export async function keepLedger(
  deps: Deps,
  visitor: Visitor,
  file: IncomingFile,
): Promise<Result<ReceivedFile, FileRefusal>> {
  const kind = fileKindOf(file.bytes, file.name);
  const isTable = kind === "xlsx" || kind === "csv";
  if (!isTable) return refuse({ code: "file_kind_refused", name: file.name });
  const kept = await keepPortalFile(deps, visitor, file, null);
  return kept.ok ? ok(await keepBytes(deps, visitor.orgId, file)) : kept;
}

/** A proof of payment or remittance advice; rows of a table are laid beside the open documents. */
export async function keepAdvice(
  deps: Deps,
  visitor: Visitor,
  file: IncomingFile,
): Promise<Result<AdviceRead, FileRefusal>> {
  const kept = await keepPortalFile(deps, visitor, file, null);
  if (!kept.ok) return kept;
  const kind = fileKindOf(file.bytes, file.name);
  if (kind === null) return ok({ file: kept.value, rows: null });
  const items = await inOrganisation(deps.pool, visitor.orgId, (db) =>
    selectPortalItems(db, visitor),
  );
  const byNo = new Map(items.map(({ no, id }) => [no.toUpperCase(), id]));
  const advice = { kind, bytes: file.bytes };
  const read = await readAdviceRows(`customer ${visitor.customerId}`, advice, (no) =>
    byNo.has(no.toUpperCase()),
  );
  if (read === null) return ok({ file: kept.value, rows: null });
  const rows = read.map(({ no, amount }) => ({
    no,
    amount,
    itemId: byNo.get(no.toUpperCase()) ?? null,
  }));
  return ok({ file: kept.value, rows });
}

export type OutgoingFile = {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
};

export async function readPortalFile(
  deps: Deps,
  visitor: Visitor,
  id: number,
): Promise<Result<OutgoingFile, { readonly code: "not_found" }>> {
  const row = await inOrganisation(deps.pool, visitor.orgId, (db) =>
    selectFileForCustomer(db, visitor, id),
  );
  return row ? ok(await openKept(deps, row)) : refuse({ code: "not_found" });
}

/** The same for our own people. */
export async function readFileOfBooks(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  id: number,
): Promise<Result<OutgoingFile, { readonly code: "not_found" }>> {
  const row = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectFileOfBooks(db, books, id),
  );
  return row ? ok(await openKept(deps, row)) : refuse({ code: "not_found" });
}

/** Also of evidence files, which are kept the same way. */
export async function openKept(
  deps: Deps,
  row: { readonly name: string; readonly kind: string; readonly storedAs: string },
): Promise<OutgoingFile> {
  const bytes = await readFile(join(deps.dataFolder, row.storedAs));
  const known = fileKinds[row.kind as FileKind]; // written by keepPortalFile alone
  return { name: row.name, mime: known.mime, bytes };
}

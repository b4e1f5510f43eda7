// Papers behind adjustments: looked at like a customer's file (size, kind by its content), kept by
// their hash, linked to what they prove, given back as attachments alone.
import type { EvidenceFile } from "../../contract/adjustments.ts";
import { paperOf } from "../../core/ledger/adjustment-kinds.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mayDo, type Requirement } from "../../core/roles.ts";
import { selectApproval } from "../../db/approvals.ts";
import {
  type EvidenceFileRow,
  insertEvidenceFile,
  selectApprovalsOfFile,
  selectEvidenceFiles,
  sumEvidenceFiles,
} from "../../db/evidence-files.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import { maySeeApproval } from "../adjustments/signing.ts";
import type { Deps } from "../deps.ts";
import { keepBytes } from "../importing/keep-pasted.ts";
import {
  checkFile,
  type FileRefusal,
  type IncomingFile,
  type OutgoingFile,
  openKept,
} from "../portal/keep-file.ts";

/** A member hands in at most this much in a day. */
const dailyBytes = 500 * 1_048_576;

type Member = Actor & { readonly memberId: number };

export async function keepEvidence(
  deps: Deps,
  actor: Member,
  { booksId, file }: { readonly booksId: number; readonly file: IncomingFile },
): Promise<Result<EvidenceFile, FileRefusal>> {
  const kind = checkFile(file);
  if (!kind.ok) return kind;
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dayAgo = new Date(deps.clock.now().getTime() - 86_400_000);
    const kept = await sumEvidenceFiles(db, actor, dayAgo);
    if (kept + file.bytes.length > dailyBytes) return refuse({ code: "files_too_many" });
    const { name } = file;
    const { sha256, sizeBytes, storedAs } = await keepBytes(deps, orgId, file);
    const record = { name, kind: kind.value, sizeBytes, sha256, storedAs };
    return ok(
      evidenceOnWire(await insertEvidenceFile(db, { orgId, booksId, memberId, ...record })),
    );
  });
}

/** Who sees no vouchers sees their own papers and those of approvals they may sign. */
export async function readEvidence(
  deps: Deps,
  actor: Member,
  { booksId, id }: { readonly booksId: number; readonly id: number },
): Promise<Result<OutgoingFile, { readonly code: "not_found" }>> {
  const { orgId } = actor;
  const row = await inOrganisation(deps.pool, orgId, async (db) => {
    const [file] = await selectEvidenceFiles(db, { orgId, booksId }, [id]);
    return file && (await maySee(db, actor, { booksId, file })) ? file : null;
  });
  return row ? ok(await openKept(deps, row)) : refuse({ code: "not_found" });
}

async function maySee(
  db: Db,
  actor: Member,
  { booksId, file }: { readonly booksId: number; readonly file: EvidenceFileRow },
): Promise<boolean> {
  const { orgId, role, memberId } = actor;
  if (mayDo(role, "view_bank_lines") || file.memberId === memberId) return true;
  for (const id of await selectApprovalsOfFile(db, orgId, file.id)) {
    const approval = await selectApproval(db, { orgId, booksId }, id);
    if (approval && (await maySeeApproval(db, actor, approval))) return true;
  }
  return false;
}

export type EvidenceRefusal =
  | { readonly code: "file_gone" }
  | { readonly code: "paper_missing"; readonly requirement: Requirement };

/** The files of a request, all of these books; the one its kind asks for is among them. */
export async function checkEvidence(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  { kind, fileIds }: { readonly kind: string; readonly fileIds: readonly number[] },
): Promise<EvidenceRefusal | null> {
  const wanted = new Set(fileIds);
  const found = await selectEvidenceFiles(db, books, [...wanted]);
  if (found.length < wanted.size) return { code: "file_gone" };
  const requirement = paperOf(kind);
  if (requirement === null || found.length > 0) return null;
  return { code: "paper_missing", requirement };
}

export function evidenceOnWire({ id, name, kind, sizeBytes }: EvidenceFileRow): EvidenceFile {
  return { id, name, kind, size: sizeBytes };
}

/** By what they prove. */
export function evidenceById(
  rows: readonly (EvidenceFileRow & { readonly ofId: number })[],
): ReadonlyMap<number, EvidenceFile[]> {
  const byId = Map.groupBy(rows, ({ ofId }) => ofId);
  return new Map([...byId].map(([id, files]) => [id, files.map(evidenceOnWire)]));
}

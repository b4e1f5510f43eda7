// Papers behind adjustments: kept once they are handed in, linked to the approval that is asked for
// and to the decision that was posted. One statement a function.
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type EvidenceFileRow = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly storedAs: string;
  readonly memberId: number | null;
};

/** What a paper is evidence of. */
export type EvidenceOf = { readonly approvalId: number } | { readonly decisionId: number };

const columns = `f.id, f.name, f.kind, f.size_bytes as "sizeBytes", f.stored_as as "storedAs",
  f.member_id as "memberId"`;

export async function insertEvidenceFile(
  db: Db,
  file: InBooks & Omit<EvidenceFileRow, "id"> & { readonly sha256: Uint8Array },
): Promise<EvidenceFileRow> {
  const { rows } = await db.query<EvidenceFileRow>(
    `insert into evidence_file as f (org_id, books_id, name, kind, size_bytes, sha256, stored_as,
       member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [
      file.orgId,
      file.booksId,
      file.name,
      file.kind,
      file.sizeBytes,
      Buffer.from(file.sha256),
      file.storedAs,
      file.memberId,
    ],
  );
  return rows[0]!;
}

/** How many bytes a member has handed in since an instant: a limit against filling the disk. */
export async function sumEvidenceFiles(
  db: Db,
  { orgId, memberId }: { readonly orgId: number; readonly memberId: number },
  since: Date,
): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `select coalesce(sum(size_bytes), 0)::bigint as bytes from evidence_file
     where org_id = $1 and member_id = $2 and recorded_at > $3`,
    [orgId, memberId, since],
  );
  return rows[0]!.bytes;
}

export async function selectEvidenceFiles(
  db: Db,
  { orgId, booksId }: InBooks,
  ids: readonly number[],
): Promise<EvidenceFileRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<EvidenceFileRow>(
    `select ${columns} from evidence_file f
     where f.org_id = $1 and f.books_id = $2 and f.id = any($3::bigint[]) order by f.id`,
    [orgId, booksId, ids],
  );
  return rows;
}

/** The approvals a file was handed in with. */
export async function selectApprovalsOfFile(
  db: Db,
  orgId: number,
  fileId: number,
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select approval_id as id from evidence_link
     where org_id = $1 and file_id = $2 and approval_id is not null`,
    [orgId, fileId],
  );
  return rows.map((row) => row.id);
}

export async function insertEvidenceLinks(
  db: Db,
  orgId: number,
  of: EvidenceOf,
  fileIds: readonly number[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const approvalId = "approvalId" in of ? of.approvalId : null;
  const decisionId = "decisionId" in of ? of.decisionId : null;
  await db.query(
    `insert into evidence_link (org_id, file_id, approval_id, decision_id)
     select $1, file_id, $2, $3 from unnest($4::bigint[]) file_id on conflict do nothing`,
    [orgId, approvalId, decisionId, fileIds],
  );
}

/** Of several approvals at once, oldest file first. */
export async function selectFilesOfApprovals(
  db: Db,
  orgId: number,
  approvalIds: readonly number[],
): Promise<(EvidenceFileRow & { readonly ofId: number })[]> {
  if (approvalIds.length === 0) return [];
  const { rows } = await db.query<EvidenceFileRow & { readonly ofId: number }>(
    `select ${columns}, l.approval_id as "ofId" from evidence_link l
     join evidence_file f on f.org_id = l.org_id and f.id = l.file_id
     where l.org_id = $1 and l.approval_id = any($2::bigint[]) order by f.id`,
    [orgId, approvalIds],
  );
  return rows;
}

/** Of several decisions at once, oldest file first; an undo shows what it undid was proven by. */
export async function selectFilesOfDecisions(
  db: Db,
  orgId: number,
  decisionIds: readonly number[],
): Promise<(EvidenceFileRow & { readonly ofId: number })[]> {
  if (decisionIds.length === 0) return [];
  const { rows } = await db.query<EvidenceFileRow & { readonly ofId: number }>(
    `select ${columns}, d.id as "ofId" from decision d
     join evidence_link l on l.org_id = d.org_id and l.decision_id in (d.id, d.reverses_id)
     join evidence_file f on f.org_id = l.org_id and f.id = l.file_id
     where d.org_id = $1 and d.id = any($2::bigint[]) order by f.id`,
    [orgId, decisionIds],
  );
  return rows;
}

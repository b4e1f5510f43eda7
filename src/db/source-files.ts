// Files that were handed in: kept as they came, known by their SHA-256, never changed.
import type { Db } from "./pool.ts";

export type SourceFile = {
  readonly id: number;
  readonly sha256: Buffer;
  readonly name: string;
  readonly sizeBytes: number;
  /** Path below the data folder. */
  readonly storedAs: string;
};

const columns = `id, sha256, name, size_bytes as "sizeBytes", stored_as as "storedAs"`;

/** Stores the file's record, or finds the one with the same content. */
export async function keepSourceFile(
  client: Db,
  orgId: number,
  file: Omit<SourceFile, "id"> & { readonly memberId: number | null },
): Promise<SourceFile> {
  await client.query(
    `insert into source_file (org_id, sha256, name, size_bytes, stored_as, by_member_id)
     values ($1, $2, $3, $4, $5, $6) on conflict (org_id, sha256) do nothing`,
    [orgId, file.sha256, file.name, file.sizeBytes, file.storedAs, file.memberId],
  );
  const { rows } = await client.query<SourceFile>(
    `select ${columns} from source_file where org_id = $1 and sha256 = $2`,
    [orgId, file.sha256],
  );
  return rows[0]!;
}

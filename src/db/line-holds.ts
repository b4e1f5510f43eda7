// Lines a person put aside with a note.
import type pg from "pg";

/** Null when done; else the lane that forbids it, or "gone". */
export async function holdLine(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  {
    lineId,
    held,
    note,
  }: { readonly lineId: number; readonly held: boolean; readonly note: string },
): Promise<string | null> {
  const { rowCount } = await client.query(
    `update bank_line set lane = case when $3 then 'held' else 'unmatched' end, note = $4,
            version = version + 1
     where org_id = $1 and id = $2 and books_id = $5 and cancelled_at is null
       and lane = any(case when $3 then array['new', 'suggested', 'unmatched'] else array['held'] end)`,
    [orgId, lineId, held, note, booksId],
  );
  if (rowCount === 1) return null;
  const { rows } = await client.query<{ lane: string }>(
    "select lane from bank_line where org_id = $1 and id = $2 and books_id = $3",
    [orgId, lineId, booksId],
  );
  return rows[0]?.lane ?? "gone";
}

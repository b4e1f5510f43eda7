// What an import stored, for undoing it: what stands on it, the entries to reverse, the records to
// cancel.
import type { IsoDate } from "../core/date.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

export type StandingOnImport = {
  /** Lines somebody or a run decided about. */
  readonly lines: number;
  /** Items something was applied to, or that later records lean on. */
  readonly items: number;
};

/** Counted up to a thousand: enough to say why an import cannot be undone. */
export async function standingOnImport(
  client: Db,
  orgId: number,
  batchId: number,
): Promise<StandingOnImport> {
  const { rows } = await client.query<StandingOnImport>(
    `select
       (select count(*) from (
         select from bank_line l
         where l.org_id = $1 and l.batch_id = $2 and l.cancelled_at is null
           and (exists (select from decision d where d.org_id = $1 and d.bank_line_id = l.id
                  and d.kind <> 'reverse' and d.undone_by_id is null)
             or exists (select from receipt r where r.org_id = $1 and r.bank_line_id = l.id
                  and r.cancelled_at is null
                  and (r.applied_minor <> 0 or r.customer_id is not null)))
         limit 1000) x) as lines,
       (select count(*) from (
         select from open_item i
         where i.org_id = $1 and i.batch_id = $2 and i.cancelled_at is null
           and (i.applied_minor <> 0
             or exists (select from open_item o where o.org_id = $1 and o.linked_item_id = i.id
                  and o.batch_id is distinct from $2 and o.cancelled_at is null)
             or exists (select from delivery_invoice b
                  join decision d on d.org_id = b.org_id and d.id = b.decision_id
                    and d.undone_by_id is null
                  join open_item o on o.org_id = b.org_id and o.id = b.invoice_id
                  where b.org_id = $1 and b.delivery_id = i.id
                    and o.batch_id is distinct from $2)
             or exists (select from difference d where d.org_id = $1 and d.item_id = i.id
                  and d.state = 'open'))
         limit 1000) x) as items`,
    [orgId, batchId],
  );
  return rows[0] ?? { lines: 0, items: 0 };
}

/** Entries of receipts and items the import made and nobody reversed yet, after the given one. */
export async function importedEntriesAfter(
  client: Db,
  orgId: number,
  page: { readonly batchId: number; readonly after: number; readonly limit: number },
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select e.id from (
       select r.entry_id as id from bank_line l
         join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
       where l.org_id = $1 and l.batch_id = $2 and l.cancelled_at is null
       union all
       select i.entry_id from open_item i
       where i.org_id = $1 and i.batch_id = $2 and i.cancelled_at is null and i.entry_id is not null
     ) e
     where e.id > $3 order by e.id limit $4`,
    [orgId, page.batchId, page.after, page.limit],
  );
  return rows.map((row) => row.id);
}

export type BegunByEntry = {
  readonly entryId: number;
  /** Null: an item. */
  readonly receiptId: number | null;
  readonly amountMinor: number;
  readonly homeMinor: number;
  /** When something was last taken of it or given back; null: never. */
  readonly movedOn: IsoDate | null;
};

/** Receipts and items that stand on these entries. */
export async function selectBegunByEntries(
  client: Db,
  orgId: number,
  entryIds: readonly number[],
): Promise<BegunByEntry[]> {
  const { rows } = await client.query<BegunByEntry>(
    `select r.entry_id as "entryId", r.id as "receiptId", r.amount_minor as "amountMinor",
       r.home_minor as "homeMinor", greatest(
         (select max(a.accounting_date) from allocation a
          where a.org_id = $1 and a.receipt_id = r.id and a.receipt_minor <> 0),
         (select max(c.accounting_date) from receipt_claim c
          where c.org_id = $1 and c.receipt_id = r.id)) as "movedOn"
     from receipt r where r.org_id = $1 and r.entry_id = any($2) and r.cancelled_at is null
     union all
     select i.entry_id, null, i.amount_minor, i.home_minor, ${movedSql}
     from open_item i where i.org_id = $1 and i.entry_id = any($2) and i.cancelled_at is null`,
    [orgId, entryIds],
  );
  return rows;
}

const movedSql = `(select max(a.accounting_date) from allocation a
  where a.org_id = $1 and a.item_id = i.id and a.item_minor <> 0)`;

export type ImportedItem = {
  readonly id: number;
  readonly amountMinor: number;
  readonly homeMinor: number;
  /** Since when all of it is there: later where something was taken of it and given back. */
  readonly accountingDate: string;
};

export async function importedItemsAfter(
  client: Db,
  orgId: number,
  page: { readonly batchId: number; readonly after: number; readonly limit: number },
): Promise<ImportedItem[]> {
  const { rows } = await client.query<ImportedItem>(
    `select id, amount_minor as "amountMinor", home_minor as "homeMinor",
       greatest(accounting_date, ${movedSql}) as "accountingDate"
     from open_item i where org_id = $1 and batch_id = $2 and cancelled_at is null and id > $3
     order by id limit $4`,
    [orgId, page.batchId, page.after, page.limit],
  );
  return rows;
}

export type CancelledCounts = { readonly lines: number; readonly items: number };

/** Receipts, lines, statements and items of the import leave every list. */
export async function cancelImported(
  client: Db,
  { orgId, recordedAt }: Recording,
  batchId: number,
): Promise<CancelledCounts> {
  const values = [orgId, batchId, recordedAt];
  await client.query(
    `update receipt r set cancelled_at = $3 from bank_line l
     where l.org_id = $1 and l.batch_id = $2 and l.cancelled_at is null
       and r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null`,
    values,
  );
  const lines = await client.query(
    `update bank_line set cancelled_at = $3
     where org_id = $1 and batch_id = $2 and cancelled_at is null`,
    values,
  );
  await client.query(
    `update bank_statement set cancelled_at = $3
     where org_id = $1 and batch_id = $2 and cancelled_at is null`,
    values,
  );
  await client.query(
    `update open_item set cancelled_at = $3
     where org_id = $1 and batch_id = $2 and cancelled_at is null`,
    values,
  );
  // with those that were cancelled together with their decision (billingDecisions)
  const items = await client.query<{ count: number }>(
    `select count(*) from open_item where org_id = $1 and batch_id = $2 and cancelled_at = $3`,
    values,
  );
  return { lines: lines.rowCount ?? 0, items: items.rows[0]?.count ?? 0 };
}

/** Decisions by which invoices of the import bill deliveries (J04), where they stand; newest first. */
export async function billingDecisions(
  client: Db,
  orgId: number,
  batchId: number,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select distinct d.id from open_item i
     join delivery_invoice x on x.org_id = i.org_id and x.invoice_id = i.id
     join decision d on d.org_id = x.org_id and d.id = x.decision_id and d.undone_by_id is null
     where i.org_id = $1 and i.batch_id = $2 and i.cancelled_at is null order by d.id desc`,
    [orgId, batchId],
  );
  return rows.map((row) => row.id);
}

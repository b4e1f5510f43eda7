// What the checks of the data look at, and what they found when they last ran.
import type { CheckedContract, CheckedCustomer, CheckedItem } from "../core/checks/data-check.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export async function selectCheckedContracts(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CheckedContract[]> {
  const { rows } = await db.query<CheckedContract>(
    `select k.id, k.no, k.customer_id as "customerId", k.currency, k.amount_minor as "amountMinor",
       trim_scale(k.tax_rate)::text as "taxRate",
       coalesce((select json_agg((p.value ->> 'amountMinor')::bigint order by p.ordinality)
         from jsonb_array_elements(k.plan) with ordinality p
         where p.value ? 'amountMinor'), '[]') as instalments
     from contract k where k.org_id = $1 and k.books_id = $2 and k.cancelled_at is null
     order by k.id`,
    [orgId, booksId],
  );
  return rows;
}

/**
 * Items some check could say something about: under a contract, for a delivery, or with a number
 * that stands on another item, too. All of them, however many: a check that stops half-way finds
 * nothing wrong where nobody looked.
 */
export async function selectCheckedItems(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CheckedItem[]> {
  const { rows } = await db.query<CheckedItem>(
    `with own as (
       select i.*, upper(regexp_replace(i.no, '[^[:alnum:]]', '', 'g')) as plain_no from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
         and i.kind in ('invoice', 'credit_note', 'debit_note', 'delivery', 'plan', 'interest')),
     twice as (select kind, plain_no from own group by kind, plain_no having count(*) > 1)
     select i.id, i.no, i.kind, i.customer_id as "customerId", c.name as "customerName", i.currency,
       i.face_minor as "faceMinor", i.tax_rate as "taxRate", i.issue_date as "issueDate",
       k.id as "contractId", i.delivery_no as "deliveryNo"
     from own i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id
     left join contract k on k.org_id = i.org_id and k.books_id = i.books_id
       and k.cancelled_at is null and k.customer_id = i.customer_id
       and (k.id = i.contract_id or (i.contract_id is null and k.no = i.contract_no))
     left join twice t on t.kind = i.kind and t.plain_no = i.plain_no
     where k.id is not null or i.delivery_no <> '' or i.kind = 'delivery' or t.kind is not null
     order by i.id`,
    [orgId, booksId],
  );
  return rows;
}

export async function selectCheckedCustomers(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CheckedCustomer[]> {
  const { rows } = await db.query<CheckedCustomer>(
    `select c.id, c.no, c.name, c.tax_id as "taxId", coalesce(f.accounts, '{}') as accounts
     from customer c
     left join (select customer_id, array_agg(value order by id) as accounts from customer_fact
       where org_id = $1 and kind = 'account' and revoked_at is null group by customer_id) f
       on f.customer_id = c.id
     where c.org_id = $1 and c.books_id = $2 and (c.tax_id <> '' or f.accounts is not null)
     order by c.id`,
    [orgId, booksId],
  );
  return rows;
}

export type CheckRunRow = { readonly results: unknown; readonly at: Date };

export async function insertCheckRun(
  db: Db,
  { orgId, booksId }: Books,
  run: {
    readonly batchId: number | null;
    readonly memberId: number | null;
    readonly results: unknown;
  },
): Promise<void> {
  await db.query(
    `insert into data_check_run (org_id, books_id, batch_id, results, by_member_id)
     values ($1, $2, $3, $4, $5)`,
    [orgId, booksId, run.batchId, JSON.stringify(run.results), run.memberId],
  );
}

/** The last run; null: none yet. */
export async function selectCheckRun(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CheckRunRow | null> {
  const { rows } = await db.query<CheckRunRow>(
    `select results, recorded_at as at from data_check_run
     where org_id = $1 and books_id = $2 order by id desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

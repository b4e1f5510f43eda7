// Contracts with what was invoiced under them, and the items of their instalment plans.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type PlanPart = {
  readonly label: string;
  readonly dueDate: string | null;
  readonly amountMinor: number;
};

export type ContractDbRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly no: string;
  readonly currency: string;
  readonly amountMinor: number | null;
  readonly terms: string;
  readonly retentionPct: string | null;
  readonly taxRate: string | null;
  readonly signedOn: string | null;
  readonly endsOn: string | null;
  readonly plan: readonly PlanPart[];
  readonly invoicedMinor: number;
  readonly openMinor: number;
  readonly items: readonly {
    readonly id: number;
    readonly no: string;
    readonly label: string;
    readonly dueDate: string | null;
    readonly amountMinor: number;
    readonly openMinor: number;
  }[];
  readonly cancelledAt: Date | null;
  readonly cancelReason: string;
};

export async function selectContracts(
  db: Db,
  { orgId, booksId }: InBooks,
  filter: {
    readonly id: number | null;
    readonly customerId: number | null;
    readonly pattern: string;
  },
): Promise<ContractDbRow[]> {
  const { rows } = await db.query<ContractDbRow>(
    `select k.id, k.customer_id as "customerId", c.name as "customerName", k.no, k.currency,
       k.amount_minor as "amountMinor", k.terms, trim_scale(k.retention_pct)::text as "retentionPct",
       trim_scale(k.tax_rate)::text as "taxRate", k.signed_on as "signedOn", k.ends_on as "endsOn",
       k.plan, coalesce(d.invoiced, 0)::bigint as "invoicedMinor",
       coalesce(d.open, 0)::bigint as "openMinor", coalesce(d.items, '[]') as items,
       k.cancelled_at as "cancelledAt", k.cancel_reason as "cancelReason"
     from contract k
     join customer c on c.org_id = k.org_id and c.id = k.customer_id
     left join lateral (select
         sum(i.face_minor) filter (where i.kind <> 'plan') as invoiced,
         sum(i.amount_minor - i.applied_minor) filter (where i.kind <> 'plan') as open,
         json_agg(json_build_object('id', i.id, 'no', i.no, 'label', i.memo, 'dueDate', i.due_date,
           'amountMinor', i.amount_minor, 'openMinor', i.amount_minor - i.applied_minor)
           order by i.due_date nulls last, i.id) filter (where i.kind = 'plan') as items
       from open_item i where i.org_id = k.org_id and i.customer_id = k.customer_id
         and i.cancelled_at is null and i.currency = k.currency
         and (i.contract_id = k.id or i.contract_no = k.no)) d on true
     where k.org_id = $1 and k.books_id = $2 and ($3::bigint is null or k.id = $3)
       and ($4::bigint is null or k.customer_id = $4)
       and ($5 = '%' or k.no ilike $5 or c.name ilike $5 or c.search like lower($5))
     order by k.id desc limit 500`,
    [orgId, booksId, filter.id, filter.customerId, filter.pattern],
  );
  return rows;
}

export async function contractNoTaken(
  db: Db,
  { orgId, booksId }: InBooks,
  no: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from contract where org_id = $1 and books_id = $2 and no = $3",
    [orgId, booksId, no],
  );
  return rowCount !== 0;
}

export async function insertContract(
  db: Db,
  { orgId, booksId }: InBooks,
  contract: {
    readonly customerId: number;
    readonly no: string;
    readonly currency: string;
    readonly amountMinor: number | null;
    readonly terms: string;
    readonly retentionPct: string | null;
    readonly taxRate: string | null;
    readonly signedOn: string | null;
    readonly endsOn: string | null;
    readonly plan: readonly PlanPart[];
  },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into contract (org_id, books_id, customer_id, no, currency, amount_minor, terms,
       retention_pct, tax_rate, signed_on, ends_on, plan)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      orgId,
      booksId,
      contract.customerId,
      contract.no,
      contract.currency,
      contract.amountMinor,
      contract.terms,
      contract.retentionPct,
      contract.taxRate,
      contract.signedOn,
      contract.endsOn,
      JSON.stringify(contract.plan),
    ],
  );
  return rows[0]?.id ?? 0;
}

export async function updateContract(
  db: Db,
  { orgId, booksId }: InBooks,
  contract: {
    readonly id: number;
    readonly amountMinor: number | null;
    readonly terms: string;
    readonly retentionPct: string | null;
    readonly taxRate: string | null;
    readonly signedOn: string | null;
    readonly endsOn: string | null;
    readonly plan: readonly PlanPart[];
  },
): Promise<void> {
  await db.query(
    `update contract set amount_minor = $4, terms = $5, retention_pct = $6, tax_rate = $7,
       signed_on = $8, ends_on = $9, plan = $10
     where org_id = $1 and books_id = $2 and id = $3`,
    [
      orgId,
      booksId,
      contract.id,
      contract.amountMinor,
      contract.terms,
      contract.retentionPct,
      contract.taxRate,
      contract.signedOn,
      contract.endsOn,
      JSON.stringify(contract.plan),
    ],
  );
}

export async function cancelContractRow(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<void> {
  await db.query(
    `update contract set cancelled_at = $4, cancel_reason = $5
     where org_id = $1 and books_id = $2 and id = $3`,
    [orgId, booksId, id, recordedAt, reason],
  );
}

/** How many instalments the contract has ever had: numbers are not used twice. */
export async function countPlanItems(
  db: Db,
  { orgId, booksId }: InBooks,
  contractId: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from open_item
     where org_id = $1 and books_id = $2 and kind = 'plan' and contract_id = $3`,
    [orgId, booksId, contractId],
  );
  return rows[0]?.count ?? 0;
}

export type PlanItem = PlanPart & {
  readonly id: number;
  readonly no: string;
  readonly homeMinor: number;
};

const planTable: BulkTable = {
  table: "open_item",
  columns: {
    org_id: "bigint",
    id: "bigint",
    books_id: "bigint",
    customer_id: "bigint",
    kind: "text",
    no: "text",
    currency: "currency",
    face_minor: "minor",
    amount_minor: "minor",
    home_minor: "minor",
    issue_date: "date",
    due_date: "date",
    age_from: "date",
    accounting_date: "date",
    recorded_at: "timestamptz",
    contract_no: "text",
    contract_id: "bigint",
    memo: "text",
    origin: "text",
  },
};

/** Instalments are memo items: no entry and no account (DOMAIN §1). */
export async function insertPlanItems(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  of: {
    readonly customerId: number;
    readonly currency: string;
    readonly contractId: number;
    readonly contractNo: string;
    readonly date: string;
    readonly items: readonly PlanItem[];
  },
): Promise<void> {
  await bulkInsert(
    db,
    planTable,
    of.items.map((item) => [
      orgId,
      item.id,
      booksId,
      of.customerId,
      "plan",
      item.no,
      of.currency,
      item.amountMinor,
      item.amountMinor,
      item.homeMinor,
      of.date,
      item.dueDate,
      of.date,
      of.date,
      recordedAt,
      of.contractNo,
      of.contractId,
      item.label,
      "ours",
    ]),
  );
}

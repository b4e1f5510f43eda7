// What customers are granted, what is proposed to change, and the settings behind it.

import type { Because } from "../core/because.ts";
import type { CreditChange } from "../core/credit/propose.ts";
import type { CreditMethod } from "../core/credit/terms.ts";
import { booksDay } from "./books-day.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type CreditSettingRow = { readonly version: number; readonly setting: unknown };

/** Null: the product's own. */
export async function selectCreditSetting(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<CreditSettingRow | null> {
  const { rows } = await db.query<CreditSettingRow>(
    `select version, setting from credit_setting where org_id = $1 and books_id = $2
     order by version desc limit 1`,
    [orgId, booksId],
  );
  return rows[0] ?? null;
}

export async function insertCreditSetting(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly setting: unknown; readonly reason: string; readonly memberId: number },
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `insert into credit_setting (org_id, books_id, version, setting, reason, by_member_id)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5
     from credit_setting where org_id = $1 and books_id = $2 returning version`,
    [orgId, booksId, JSON.stringify(of.setting), of.reason, of.memberId],
  );
  return rows[0]!.version;
}

export type ProposalState = "open" | "asked" | "approved" | "rejected" | "superseded";

export type ProposalRow = {
  readonly id: number;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  readonly state: ProposalState;
  readonly change: CreditChange;
  readonly before: CreditChange;
  readonly because: readonly Because[];
  readonly effectiveFrom: string;
  readonly approvalId: number | null;
  readonly madeBy: number | null;
  readonly madeByName: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly comment: string;
  readonly recordedAt: Date;
  readonly rating: "A" | "B" | "C" | "D" | null;
};

const proposalColumns = `p.id, p.customer_id as "customerId", c.no as "customerNo",
  c.name as "customerName", p.state, p.change, p.before, p.because,
  p.effective_from as "effectiveFrom", p.approval_id as "approvalId", p.made_by as "madeBy",
  m.name as "madeByName", d.name as "decidedByName", p.decided_at as "decidedAt", p.comment,
  p.recorded_at as "recordedAt", r.rating`;
const proposalTables = `credit_proposal p join customer c on c.org_id = p.org_id and c.id = p.customer_id
  left join member m on m.org_id = p.org_id and m.id = p.made_by
  left join member d on d.org_id = p.org_id and d.id = p.decided_by
  left join customer_credit r on r.org_id = p.org_id and r.customer_id = p.customer_id`;

/** Of all customers: what waits first, the largest claims on top. */
export async function selectProposals(
  db: Db,
  { orgId, booksId }: InBooks,
  of: {
    readonly states: readonly ProposalState[];
    readonly customerId: number | null;
    readonly limit: number;
  },
): Promise<ProposalRow[]> {
  const { rows } = await db.query<ProposalRow>(
    `select ${proposalColumns} from ${proposalTables}
     where p.org_id = $1 and p.books_id = $2 and p.state = any($3::text[])
       and ($4::bigint is null or p.customer_id = $4)
     order by case when $4::bigint is null and p.state in ('open', 'asked') then
       (select -(e.open_minor + e.uninvoiced_minor + e.bills_minor) from credit_exposure e
        where e.org_id = p.org_id and e.customer_id = p.customer_id) end nulls last, p.id desc
     limit $5`,
    [orgId, booksId, of.states, of.customerId, of.limit],
  );
  return rows;
}

/** Locked until the transaction ends. */
export async function lockProposal(
  db: Db,
  { orgId, booksId }: InBooks,
  id: number,
): Promise<ProposalRow | null> {
  const { rows } = await db.query<ProposalRow>(
    `select ${proposalColumns} from ${proposalTables}
     where p.org_id = $1 and p.books_id = $2 and p.id = $3 for update of p`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

export type LastProposal = Pick<
  ProposalRow,
  "id" | "customerId" | "state" | "change" | "madeBy"
> & {
  readonly decidedOn: string | null;
};

const decidedDay = booksDay("decided_at", {
  orgId: "credit_proposal.org_id",
  booksId: "credit_proposal.books_id",
});

/** The newest proposals of these customers that wait or were rejected. */
export async function selectLastProposals(
  db: Db,
  orgId: number,
  customerIds: readonly number[],
): Promise<LastProposal[]> {
  const { rows } = await db.query<LastProposal>(
    `select distinct on (customer_id, state) id, customer_id as "customerId", state, change,
       made_by as "madeBy", ${decidedDay} as "decidedOn"
     from credit_proposal
     where org_id = $1 and customer_id = any($2::bigint[]) and state in ('open', 'asked', 'rejected')
     order by customer_id, state, id desc`,
    [orgId, customerIds],
  );
  return rows;
}

export type NewProposal = {
  readonly customerId: number;
  readonly state: "open" | "asked";
  readonly change: CreditChange;
  readonly before: CreditChange;
  readonly because: readonly Because[];
  readonly effectiveFrom: string;
  readonly approvalId: number | null;
  readonly madeBy: number | null;
};

/** Their ids by customer. */
export async function insertProposals(
  db: Db,
  { orgId, booksId }: InBooks,
  proposals: readonly NewProposal[],
): Promise<ReadonlyMap<number, number>> {
  if (proposals.length === 0) return new Map();
  const { rows } = await db.query<{ id: number; customerId: number }>(
    `insert into credit_proposal (org_id, books_id, customer_id, state, change, before, because,
       effective_from, approval_id, made_by)
     select $1, $2, p.customer_id, p.state, p.change, p.before, p.because, p.effective_from,
       p.approval_id, p.made_by
     from unnest($3::bigint[], $4::text[], $5::jsonb[], $6::jsonb[], $7::jsonb[], $8::date[],
       $9::bigint[], $10::bigint[])
       as p (customer_id, state, change, before, because, effective_from, approval_id, made_by)
     returning id, customer_id as "customerId"`,
    [
      orgId,
      booksId,
      proposals.map((p) => p.customerId),
      proposals.map((p) => p.state),
      proposals.map((p) => JSON.stringify(p.change)),
      proposals.map((p) => JSON.stringify(p.before)),
      proposals.map((p) => JSON.stringify(p.because)),
      proposals.map((p) => p.effectiveFrom),
      proposals.map((p) => p.approvalId),
      proposals.map((p) => p.madeBy),
    ],
  );
  return new Map(rows.map(({ id, customerId }) => [customerId, id]));
}

export async function supersedeProposals(
  db: Db,
  orgId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `update credit_proposal set state = 'superseded', decided_at = clock_timestamp()
     where org_id = $1 and id = any($2::bigint[]) and state = 'open'`,
    [orgId, ids],
  );
}

export async function setProposalState(
  db: Db,
  orgId: number,
  to: {
    readonly id: number;
    readonly state: ProposalState;
    readonly approvalId?: number | null;
    readonly decidedBy?: number | null;
    readonly comment?: string;
  },
): Promise<void> {
  await db.query(
    `update credit_proposal set state = $3, approval_id = coalesce($4, approval_id), decided_by = $5,
       comment = coalesce($6, comment),
       decided_at = case when $3 in ('open', 'asked') then null else clock_timestamp() end
     where org_id = $1 and id = $2`,
    [orgId, to.id, to.state, to.approvalId ?? null, to.decidedBy ?? null, to.comment ?? null],
  );
}

/** The one that waits for this approval. */
export async function selectProposalOfApproval(
  db: Db,
  orgId: number,
  approvalId: number,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    "select id from credit_proposal where org_id = $1 and approval_id = $2 and state = 'asked'",
    [orgId, approvalId],
  );
  return rows[0]?.id ?? null;
}

export type NewTerm = {
  readonly customerId: number;
  readonly effectiveFrom: string;
  readonly limitMinor: number | null;
  readonly method: CreditMethod;
  readonly creditDays: number | null;
  readonly proposalId: number | null;
  readonly reason: string;
  readonly memberId: number | null;
};

export async function insertTerm(db: Db, { orgId, booksId }: InBooks, t: NewTerm): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into credit_term (org_id, books_id, customer_id, effective_from, limit_minor, method,
       credit_days, proposal_id, reason, by_member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      orgId,
      booksId,
      t.customerId,
      t.effectiveFrom,
      t.limitMinor,
      t.method,
      t.creditDays,
      t.proposalId,
      t.reason,
      t.memberId,
    ],
  );
  return rows[0]!.id;
}

export type TermRow = Omit<NewTerm, "memberId" | "customerId"> & {
  readonly id: number;
  readonly by: string | null;
  readonly recordedAt: Date;
};

/** Of a customer, the latest to begin first. */
export async function selectTerms(db: Db, orgId: number, customerId: number): Promise<TermRow[]> {
  const { rows } = await db.query<TermRow>(
    `select t.id, t.effective_from as "effectiveFrom", t.limit_minor as "limitMinor", t.method,
       t.credit_days as "creditDays", t.proposal_id as "proposalId", t.reason, m.name as by,
       t.recorded_at as "recordedAt"
     from credit_term t left join member m on m.org_id = t.org_id and m.id = t.by_member_id
     where t.org_id = $1 and t.customer_id = $2 order by t.effective_from desc, t.id desc limit 50`,
    [orgId, customerId],
  );
  return rows;
}

export type WaitingDays = {
  readonly id: number;
  readonly customerId: number;
  readonly terms: string;
  readonly creditDays: number;
};

/** Days of credit whose day has come and that do not stand in the customer's terms yet. */
export async function selectWaitingDays(
  db: Db,
  { orgId, booksId }: InBooks,
  today: string,
): Promise<WaitingDays[]> {
  const { rows } = await db.query<WaitingDays>(
    `select t.id, t.customer_id as "customerId", c.terms, t.credit_days as "creditDays"
     from credit_term t join customer c on c.org_id = t.org_id and c.id = t.customer_id
     where t.org_id = $1 and t.books_id = $2 and t.credit_days is not null and t.applied_at is null
       and t.effective_from <= $3 order by t.effective_from, t.id`,
    [orgId, booksId, today],
  );
  return rows;
}

export async function writeCustomerTerms(
  db: Db,
  orgId: number,
  of: { readonly termId: number; readonly customerId: number; readonly terms: string },
): Promise<void> {
  await db.query(
    `with done as (
       update credit_term set applied_at = clock_timestamp() where org_id = $1 and id = $2)
     update customer set terms = $4 where org_id = $1 and id = $3 and terms <> $4`,
    [orgId, of.termId, of.customerId, of.terms],
  );
}

// 抽检: automatic postings drawn for a blind judgement, and what people answered.
import { type BulkTable, bulkInsert } from "./bulk-insert.ts";
import type { StoredCandidate } from "./matches.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type PostedRow = {
  readonly decisionId: number;
  readonly rule: string;
  readonly score: number;
  /** Over what nobody knows before the posting: even and not to be steered. */
  readonly hash: string;
};

/** Automatic postings of a run that stand; none once the run has its sample. */
export async function selectPostedOfRun(
  db: Db,
  { orgId, runId }: { readonly orgId: number; readonly runId: number },
): Promise<PostedRow[]> {
  const { rows } = await db.query<PostedRow>(
    `select d.id as "decisionId", m.rule, m.confidence::float8 as score,
            encode(sha256(convert_to(d.org_id || '/' || d.id || '/' || d.recorded_at, 'UTF8')), 'hex') as hash
     from decision d join match m on m.org_id = d.org_id and m.id = d.match_id
     where d.org_id = $1 and d.run_id = $2 and d.kind = 'auto' and d.undone_by_id is null
       and not exists (select from blind_sample s where s.org_id = d.org_id and s.run_id = d.run_id)`,
    [orgId, runId],
  );
  return rows;
}

export async function countDrawnInWeek(db: Db, { orgId, booksId }: Books): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from blind_sample
     where org_id = $1 and books_id = $2 and recorded_at > now() - interval '7 days'`,
    [orgId, booksId],
  );
  return rows[0]!.n;
}

export type DrawnRow = {
  readonly decisionId: number;
  readonly bankLineId: number;
  readonly rule: string;
  readonly score: number;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly candidates: readonly StoredCandidate[];
};

export async function selectDrawn(
  db: Db,
  orgId: number,
  decisionIds: readonly number[],
): Promise<DrawnRow[]> {
  const { rows } = await db.query<DrawnRow>(
    `select d.id as "decisionId", d.bank_line_id as "bankLineId", m.rule,
            m.confidence::float8 as score, l.booking_date as date, l.currency,
            l.amount_minor as "amountMinor", m.candidates
     from decision d join match m on m.org_id = d.org_id and m.id = d.match_id
     join bank_line l on l.org_id = d.org_id and l.id = d.bank_line_id
     where d.org_id = $1 and d.id = any($2) order by d.id`,
    [orgId, decisionIds],
  );
  return rows;
}

export type OtherItem = {
  readonly decisionId: number;
  readonly itemId: number;
  readonly customerId: number;
  readonly openMinor: number;
};

/** Other readings somebody might think of: the customer's nearest amounts, the same sum elsewhere. */
export async function selectOtherItems(
  db: Db,
  { orgId, booksId }: Books,
  of: readonly {
    readonly decisionId: number;
    readonly customerId: number;
    readonly currency: string;
    readonly amountMinor: number;
    readonly date: string;
  }[],
): Promise<OtherItem[]> {
  const { rows } = await db.query<OtherItem>(
    `with drawn as materialized (
       select * from unnest($3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::date[])
         d (decision_id, customer_id, currency, amount_minor, date)),
     open as materialized (
       select i.id, i.customer_id, i.currency::text as currency,
              i.amount_minor - i.applied_minor as rest, i.issue_date
       from open_item i
       where i.org_id = $1 and i.books_id = $2 and i.kind = 'invoice' and i.cancelled_at is null
         and i.amount_minor > i.applied_minor
         and (i.customer_id in (select customer_id from drawn)
           or i.amount_minor - i.applied_minor in (select amount_minor from drawn))),
     near as (
       select d.decision_id, o.id, o.customer_id, o.rest, row_number() over (
           partition by d.decision_id order by coalesce(o.issue_date > d.date, false),
             abs(o.rest - d.amount_minor), o.id) as n
       from drawn d join open o on o.customer_id = d.customer_id and o.currency = d.currency),
     elsewhere as (
       select d.decision_id, o.id, o.customer_id, o.rest,
              row_number() over (partition by d.decision_id order by o.id) as n
       from drawn d join open o on o.rest = d.amount_minor and o.currency = d.currency
         and o.customer_id <> d.customer_id)
     select decision_id as "decisionId", id as "itemId", customer_id as "customerId",
            rest::bigint as "openMinor"
     from (select * from near where n <= 2 union all select * from elsewhere where n = 1) chosen
     order by 1, 2`,
    [
      orgId,
      booksId,
      of.map((one) => one.decisionId),
      of.map((one) => one.customerId),
      of.map((one) => one.currency),
      of.map((one) => one.amountMinor),
      of.map((one) => one.date),
    ],
  );
  return rows;
}

/** A reading as it is put to the judge: no score, no rule, no reasons. */
export type SampleChoice = {
  readonly customerId: number;
  readonly parts: readonly {
    readonly itemId: number;
    readonly amountMinor: number;
    readonly lineAmountMinor: number;
  }[];
  /** What is booked beside it: a fee, a discount, a tail. */
  readonly booked: readonly {
    readonly code: string;
    readonly side: "item" | "line" | "home";
    readonly amountMinor: number;
    readonly currency: string;
  }[];
};

export type NewSample = {
  readonly decisionId: number;
  readonly bankLineId: number;
  readonly rule: string;
  readonly score: number;
  readonly weight: number;
  readonly choices: readonly SampleChoice[];
  readonly postedChoice: number;
};

const table: BulkTable = {
  table: "blind_sample",
  columns: {
    org_id: "bigint",
    books_id: "bigint",
    run_id: "bigint",
    decision_id: "bigint",
    bank_line_id: "bigint",
    rule: "text",
    score: "float8",
    weight: "float8",
    choices: "jsonb",
    posted_choice: "smallint",
    recorded_at: "timestamptz",
  },
};

export async function insertSamples(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  runId: number,
  samples: readonly NewSample[],
): Promise<void> {
  await bulkInsert(
    db,
    table,
    samples.map((s) => [
      orgId,
      booksId,
      runId,
      s.decisionId,
      s.bankLineId,
      s.rule,
      s.score,
      s.weight,
      JSON.stringify(s.choices),
      s.postedChoice,
      recordedAt,
    ]),
  );
}

export type SampleRow = {
  readonly id: number;
  readonly decisionId: number;
  readonly bankLineId: number;
  readonly drawnAt: Date;
  readonly date: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly bankRef: string;
  readonly bankAccount: string;
  readonly choices: readonly SampleChoice[];
  readonly postedChoice: number;
  readonly rule: string;
  readonly isUndone: boolean;
  readonly verdict: SampleVerdict | null;
  readonly choice: number | null;
  readonly note: string;
  readonly by: string | null;
  readonly answeredAt: Date | null;
};
export type SampleVerdict = "agree" | "disagree" | "unsure";

const answerSql = `left join lateral (select x.verdict, x.choice, x.note, x.recorded_at, p.name
    from sample_answer x left join member p on p.org_id = x.org_id and p.id = x.by_member_id
    where x.org_id = s.org_id and x.sample_id = s.id order by x.id desc limit 1) a on true`;

const sampleSql = `select s.id, s.decision_id as "decisionId", s.bank_line_id as "bankLineId",
    s.recorded_at as "drawnAt", l.booking_date as date, l.currency,
    l.amount_minor as "amountMinor", l.payer_name as "payerName",
    l.payer_account as "payerAccount", l.memo, l.bank_ref as "bankRef",
    b.account_no as "bankAccount", s.choices, s.posted_choice as "postedChoice", s.rule,
    d.undone_by_id is not null as "isUndone", a.verdict, a.choice, coalesce(a.note, '') as note,
    a.name as by, a.recorded_at as "answeredAt"
  from blind_sample s
  join bank_line l on l.org_id = s.org_id and l.id = s.bank_line_id
  join bank_account b on b.org_id = l.org_id and b.id = l.bank_account_id
  join decision d on d.org_id = s.org_id and d.id = s.decision_id
  ${answerSql}`;

/** Those that wait, oldest first; else those answered, newest answer first. */
export async function selectSamples(
  db: Db,
  { orgId, booksId }: Books,
  page: { readonly isAnswered: boolean; readonly limit: number },
): Promise<SampleRow[]> {
  const { rows } = await db.query<SampleRow>(
    `${sampleSql} where s.org_id = $1 and s.books_id = $2 and (a.verdict is not null) = $3
       and ($3 or d.undone_by_id is null)
     order by case when $3 then a.recorded_at end desc, s.id limit $4`,
    [orgId, booksId, page.isAnswered, page.limit],
  );
  return rows;
}

export async function selectSample(
  db: Db,
  { orgId, booksId }: Books,
  id: number,
): Promise<SampleRow | null> {
  const { rows } = await db.query<SampleRow>(
    `${sampleSql} where s.org_id = $1 and s.books_id = $2 and s.id = $3`,
    [orgId, booksId, id],
  );
  return rows[0] ?? null;
}

/** How many wait, and how many were answered in which way. */
export async function countSamples(
  db: Db,
  { orgId, booksId }: Books,
): Promise<Record<SampleVerdict | "waiting", number>> {
  const { rows } = await db.query<Record<SampleVerdict | "waiting", number>>(
    `select count(*) filter (where a.verdict is null and d.undone_by_id is null) as waiting,
            count(*) filter (where a.verdict = 'agree') as agree,
            count(*) filter (where a.verdict = 'disagree') as disagree,
            count(*) filter (where a.verdict = 'unsure') as unsure
     from blind_sample s join decision d on d.org_id = s.org_id and d.id = s.decision_id
     ${answerSql} where s.org_id = $1 and s.books_id = $2`,
    [orgId, booksId],
  );
  return rows[0]!;
}

export async function insertAnswer(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  answer: {
    readonly sampleId: number;
    readonly verdict: SampleVerdict;
    readonly choice: number | null;
    readonly note: string;
  },
): Promise<void> {
  await db.query(
    `insert into sample_answer (org_id, books_id, sample_id, verdict, choice, note, by_member_id,
       recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      orgId,
      booksId,
      answer.sampleId,
      answer.verdict,
      answer.choice,
      answer.note,
      memberId,
      recordedAt,
    ],
  );
}

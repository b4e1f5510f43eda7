// Accounts and names under which customers have paid and that nobody has put into the books yet.
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

/** Confirmations from which on memory is used (R03, shipped). */
export const believed = 2;

type Books = { readonly orgId: number; readonly booksId: number };

export type MissingFact = {
  readonly kind: "account" | "alias";
  readonly value: string;
  readonly customerId: number;
  readonly customerNo: string;
  readonly customerName: string;
  /** Decided lines that came under it; the newest of them. */
  readonly lines: number;
  readonly lineId: number;
};

/** Only what points to one customer; masked and short accounts name nobody. */
export async function selectMissingFacts(
  db: Db,
  { orgId, booksId }: Books,
): Promise<MissingFact[]> {
  const { rows } = await db.query<MissingFact>(
    `with paid as (
       select l.id, r.customer_id, l.payer_account, l.payer_name
       from bank_line l
       join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
       where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
         and l.lane in ('auto', 'confirmed') and r.customer_id is not null),
     shown as (
       select 'account' as kind, payer_account as value, customer_id, id from paid
       where length(payer_account) >= 8 and payer_account not like '%*%'
       union all
       select 'alias', payer_name, customer_id, id from paid where payer_name <> ''),
     sole as (
       select kind, value, min(customer_id) as customer_id, count(*) as lines, max(id) as line_id
       from shown group by kind, value having min(customer_id) = max(customer_id))
     select s.kind, s.value, c.id as "customerId", c.no as "customerNo",
            c.name as "customerName", s.lines, s.line_id as "lineId"
     from sole s join customer c on c.org_id = $1 and c.id = s.customer_id
     where not (s.kind = 'alias' and s.value = c.name)
       and not exists (select from customer_fact f where f.org_id = $1 and f.revoked_at is null
         and f.value = s.value
         and f.kind = any(case s.kind when 'account' then array['account']
           else array['alias', 'former_name'] end)
         and (f.provenance = 'master' or f.confirmations >= 2))
       and not exists (select from customer other where other.org_id = $1
         and other.books_id = $2 and other.id <> c.id and other.name = s.value)
       and not exists (select from bank_account b where b.org_id = $1 and b.account_no = s.value)
     order by s.lines desc, s.kind, s.value limit 200`,
    [orgId, booksId],
  );
  return rows;
}

/** As confirmed by the person who takes them over: enough to be believed (R03). */
export async function adoptFacts(
  db: Db,
  { orgId, memberId }: Recording,
  facts: readonly MissingFact[],
): Promise<void> {
  await db.query(
    `insert into customer_fact (org_id, customer_id, kind, value, provenance, confirmations,
       learned_from_line_id, by_member_id)
     select $1, f.customer_id, f.kind, f.value, 'learned', f.lines, f.line_id, $2
     from unnest($3::bigint[], $4::text[], $5::text[], $6::int[], $7::bigint[])
       f (customer_id, kind, value, lines, line_id)
     on conflict (org_id, customer_id, kind, value, provenance) where revoked_at is null
     do update set confirmations = greatest(customer_fact.confirmations, excluded.confirmations)`,
    [
      orgId,
      memberId,
      facts.map((f) => f.customerId),
      facts.map((f) => f.kind),
      facts.map((f) => f.value),
      facts.map((f) => Math.max(f.lines, believed)),
      facts.map((f) => f.lineId),
    ],
  );
}

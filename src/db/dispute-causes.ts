// What a month's disputes and differences were about, by cause and currency.
import type { DifferenceCode } from "../core/differences.ts";
import type { Db } from "./pool.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export type CauseSumRow = {
  readonly code: DifferenceCode | null;
  readonly currency: string;
  readonly count: number;
  readonly minor: number;
  readonly resolved: number;
  readonly concededMinor: number;
  readonly customers: readonly string[];
};

/** Found in the days from..to of the books; a difference that became a dispute counts once. */
export async function selectCauseSums(
  db: Db,
  { orgId, booksId }: InBooks,
  of: { readonly from: string; readonly to: string; readonly timeZone: string },
): Promise<CauseSumRow[]> {
  const { rows } = await db.query<CauseSumRow>(
    `with found as (
       select d.code, d.currency, d.customer_id, d.amount_minor as minor,
         d.state = 'resolved' as is_over,
         coalesce(d.resolution in ('credit_note', 'price_corrected', 'written_off'), false) as conceded
       from dispute d
       where d.org_id = $1 and d.books_id = $2
         and (d.opened_at at time zone $5)::date between $3 and $4
         and coalesce(d.resolution, '') <> 'withdrawn'
       union all
       select d.code, d.currency, d.customer_id, abs(d.amount_minor), d.state = 'resolved',
         coalesce(d.outcome in ('red_invoice', 'written_off', 'discount', 'penalty', 'fee',
           'rounding'), false)
       from difference d
       where d.org_id = $1 and d.books_id = $2 and d.state <> 'withdrawn' and d.code is not null
         and (d.recorded_at at time zone $5)::date between $3 and $4
         and not exists (select from dispute x where x.org_id = d.org_id and x.difference_id = d.id)),
     named as (
       select f.code, f.currency, c.name, sum(f.minor) as minor,
         row_number() over (partition by f.code, f.currency order by sum(f.minor) desc, c.name) as n
       from found f join customer c on c.org_id = $1 and c.id = f.customer_id
       group by f.code, f.currency, c.name)
     select f.code, f.currency, count(*) as count, sum(f.minor)::bigint as minor,
       count(*) filter (where f.is_over) as resolved,
       coalesce(sum(f.minor) filter (where f.is_over and f.conceded), 0)::bigint as "concededMinor",
       coalesce((select json_agg(n.name order by n.n) from named n
         where n.code is not distinct from f.code and n.currency = f.currency and n.n <= 3), '[]')
         as customers
     from found f group by f.code, f.currency order by sum(f.minor) desc`,
    [orgId, booksId, of.from, of.to, of.timeZone],
  );
  return rows;
}

// The four figures: payer identified, payments matched untouched, items matched; precision comes
// from blind labels. By count and home money, over all or grouped.
import { undecidedLinesSql } from "./open-lists.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

const figureGroups = ["all", "customer", "template", "month"] as const;
export type FigureGroup = (typeof figureGroups)[number];

export type Share = {
  readonly part: number;
  readonly whole: number;
  readonly partMinor: number;
  readonly wholeMinor: number;
};

export type LineFigureRow = {
  readonly key: string;
  readonly name: string;
  readonly identified: Share;
  readonly untouched: Share;
};

const shareSql = (filter: string) => `json_build_object(
  'part', count(*) filter (where ${filter}), 'whole', count(*),
  'partMinor', coalesce(sum(r.home_minor) filter (where ${filter}), 0),
  'wholeMinor', coalesce(sum(r.home_minor), 0))`;

const lineKeySql: Readonly<Record<FigureGroup, string>> = {
  all: "'all'",
  customer: "coalesce(c.id::text, '')",
  template: "coalesce(m.rule, '')",
  month: "to_char(l.booking_date, 'YYYY-MM')",
};

/** Money in that a run has seen and that is no other money. */
const receivableLines = `bank_line l
  join receipt r on r.org_id = l.org_id and r.bank_line_id = l.id and r.cancelled_at is null
  left join match m on m.org_id = l.org_id and m.id = l.match_id
  left join customer c on c.org_id = l.org_id and c.id = coalesce(r.customer_id, m.payer_id)
  where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null
    and l.lane not in ('new', 'not_receivable')`;

/** The system named the payer, and nobody has said it is somebody else. */
const identifiedSql = `(l.lane = 'auto' or m.payer_id is not null
  and (r.customer_id is null or r.customer_id = m.payer_id))`;

export async function selectLineFigures(
  db: Db,
  { orgId, booksId }: Books,
  by: FigureGroup,
): Promise<LineFigureRow[]> {
  const { rows } = await db.query<LineFigureRow>(
    `select ${lineKeySql[by]} as key,
            ${by === "customer" ? "coalesce(max(c.name), '')" : "''"} as name,
            ${shareSql(identifiedSql)} as identified,
            ${shareSql("l.lane = 'auto'")} as untouched
     from ${receivableLines}
     group by 1 order by sum(r.home_minor) desc, 1`,
    [orgId, booksId],
  );
  return rows;
}

export type ItemFigureRow = { readonly key: string; readonly matched: Share };

const itemKeySql: Readonly<Record<FigureGroup, string>> = {
  all: "'all'",
  customer: "coalesce(i.customer_id::text, '')",
  template: "coalesce(x.rule, '')",
  month: "to_char(x.date, 'YYYY-MM')",
};

/**
 * Items money has come for: those bank lines settled, and those the best proposal of a waiting line
 * names. Matched: settled by the system alone.
 */
export async function selectItemFigures(
  db: Db,
  { orgId, booksId }: Books,
  by: FigureGroup,
): Promise<ItemFigureRow[]> {
  const { rows } = await db.query<ItemFigureRow>(
    `with proposed as materialized (
       select (p ->> 'itemId')::bigint as item_id, (p ->> 'amountMinor')::numeric as minor, m.rule,
              l.booking_date as date
       from ${undecidedLinesSql} join match m on m.org_id = l.org_id and m.id = l.match_id
       cross join lateral jsonb_array_elements(m.candidates -> 0 -> 'allocations') p
       where l.org_id = $1 and l.books_id = $2 and l.cancelled_at is null and l.lane = 'suggested'),
     touched as (
       select a.item_id, d.kind = 'auto' as is_auto, a.item_home_minor as minor, a.rule,
              a.business_date as date
       from allocation a join decision d on d.org_id = a.org_id and d.id = a.decision_id
       where a.org_id = $1 and a.books_id = $2 and a.kind = 'receipt' and a.item_id is not null
         and d.kind in ('auto', 'confirm', 'manual') and d.undone_by_id is null
       union all
       select i.id, false, round(p.minor * i.home_minor / nullif(i.amount_minor, 0))::bigint,
              p.rule, p.date
       from proposed p join open_item i on i.org_id = $1 and i.id = p.item_id),
     item as (
       select ${itemKeySql[by]} as key, x.item_id, bool_and(x.is_auto) as is_auto,
              sum(abs(x.minor)) as minor
       from touched x
         ${by === "customer" ? "join open_item i on i.org_id = $1 and i.id = x.item_id" : ""}
       group by 1, 2)
     select key, json_build_object('part', count(*) filter (where is_auto), 'whole', count(*),
         'partMinor', coalesce(sum(minor) filter (where is_auto), 0),
         'wholeMinor', coalesce(sum(minor), 0)) as matched
     from item group by 1`,
    [orgId, booksId],
  );
  return rows;
}

export type WhyNotRow = {
  readonly cause: string;
  readonly count: number;
  readonly homeMinor: number;
};

/** Why lines were not posted by the system, most money first. */
export async function selectWhyNot(db: Db, { orgId, booksId }: Books): Promise<WhyNotRow[]> {
  const { rows } = await db.query<WhyNotRow>(
    `select case when l.lane = 'held' then 'held'
                 when m.reason ->> 'key' = 'reason.auto' then 'undone'
                 else coalesce(m.reason ->> 'key', 'new') end as cause,
            count(*) as count, sum(r.home_minor)::bigint as "homeMinor"
     from ${receivableLines} and l.lane <> 'auto'
     group by 1 order by 3 desc, 1`,
    [orgId, booksId],
  );
  return rows;
}

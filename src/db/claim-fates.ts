// What became of claims: carried on by other items, sold to a factor, given up for goods, written off.
// For figures that learn from the past how much of a claim comes in. $1 is the organisation, $2 the books.
import { successorsSql } from "./factored.ts";
import { receivableSql } from "./report-positions.ts";

/** Settled by a document that is a claim in its turn. */
const carriedOn = ["transfer", "retention_split", "retention_release", "invoice_delivery"] as const;
const between = ["factor", "recourse_factored"] as const;

const listed = (codes: readonly string[]) => `(${codes.map((code) => `'${code}'`).join(", ")})`;
const carriedOnSql = listed(carriedOn);

/** Codes of allocations by which a claim goes on as another item, or as a factor's: no money of the debtor. */
export const movedOnSql = listed([...carriedOn, ...between]);

/**
 * What an allocation gives up for ever: written off, or the part of a claim that goods taken in payment
 * were not worth (the loss of J44 and the allowance used). An undo gives it back.
 */
export function givenUpSql(a: string): string {
  return `case ${a}.code when 'write_off' then ${a}.item_home_minor
    when 'goods_payment' then sign(${a}.item_home_minor) * greatest(0, (
      select coalesce(sum(case p.side when 'D' then p.home_minor else -p.home_minor end), 0)
      from posting_line p
      where p.org_id = $1 and p.account in ('allowance', 'investment', 'other_income', 'other_expense')
        and p.entry_id = coalesce(${a}.entry_id,
          (select o.entry_id from allocation o where o.org_id = $1 and o.id = ${a}.reverses_id))))
    else 0 end`;
}

/**
 * CTEs of a query with $3 the earlier day, $4 the later one, $5 known at. `fate`: each claim that stood
 * open at the close of the earlier day as `then`; of it `lost` since, and `open` still or carried on by
 * another document; the rest was collected. With a factor that has recourse it stands until that is paid or
 * gives it back; sold without, it is left out: neither collected nor lost.
 */
export const fatesSql = `used as (
    select a.item_id, bool_or(a.kind = 'cancel') as is_cancelled,
      coalesce(sum(a.item_home_minor) filter (where a.accounting_date <= $3), 0) as before,
      coalesce(sum(a.item_home_minor) filter (where a.accounting_date > $3
        and a.code not in ${carriedOnSql}), 0) as ended,
      coalesce(sum(${givenUpSql("a")}) filter (where a.accounting_date > $3), 0) as lost
    from allocation a
    where a.org_id = $1 and a.item_id is not null and a.accounting_date <= $4 and a.recorded_at <= $5
    group by a.item_id),
  successor as materialized ${successorsSql(
    // sold without recourse by then, it is no claim of that day, and what comes back is a new one
    (f) => `not (${f}.account is null and ${f}.accounting_date <= $3)`,
  )},
  carried as (
    select s.root,
      sum(case when i.account is not null and i.accounting_date <= $3
        then i.home_minor - coalesce(u.before, 0) else 0 end) as then,
      sum(case when i.account is not null
        then i.home_minor - coalesce(u.before + u.ended, 0) else 0 end) as open,
      sum(coalesce(u.lost, 0)) as lost,
      sum(case when i.account is null then i.home_minor - (
        select coalesce(sum(a.item_home_minor), 0) from allocation a
        where a.org_id = $1 and a.item_id = i.id and a.accounting_date <= $4 and a.recorded_at <= $5
          and (a.kind = 'cancel' or a.code = 'recourse_factored')) else 0 end) as sold
    from successor s join open_item i on i.org_id = $1 and i.id = s.id
    left join used u on u.item_id = s.id
    where i.accounting_date <= $4 and i.recorded_at <= $5
    group by s.root),
  fate as (
    select * from (
      select i.id, i.issue_date, i.due_date, i.age_from, i.accounting_date,
        i.home_minor - coalesce(u.before, 0) + coalesce(c.then - c.sold, 0) as then,
        coalesce(u.lost, 0) + coalesce(c.lost, 0) as lost,
        i.home_minor - coalesce(u.before + u.ended, 0) + coalesce(c.open, 0) as open
      from open_item i
      left join used u on u.item_id = i.id
      left join carried c on c.root = i.id
      where i.org_id = $1 and i.books_id = $2 and i.account in ${receivableSql} and i.amount_minor > 0
        and i.accounting_date <= $3 and i.recorded_at <= $5 and u.is_cancelled is not true
        and i.id not in (select id from successor)) one
    where one.then <> 0)`;

// Claims that stood open on a day of the past, in their buckets of that day, and what has become of just
// these claims since: what a back-test of the provision is held against.
import { type AgingPoint, agingBuckets, bucketPlaceSql } from "./aging.ts";
import { fatesSql } from "./claim-fates.ts";
import type { Db } from "./pool.ts";
import type { ReportPoint } from "./report-positions.ts";

export type BackTestRow = {
  readonly bucket: string;
  /** Open at the close of the earlier day, and not sold without recourse since. */
  readonly thenMinor: number;
  /** Given up since: written off, or more than the goods taken for it were worth. */
  readonly lostMinor: number;
  /** … and received after all. */
  readonly recoveredMinor: number;
  /** Open still, or carried on by another document (taken over, retained). */
  readonly openMinor: number;
};

/** Amounts at booking rates; what was taken back as never owed (an import undone) is left out. */
export async function selectBackTest(
  db: Db,
  point: ReportPoint,
  of: { readonly earlier: string; readonly basis: AgingPoint["basis"] },
): Promise<BackTestRow[]> {
  const { rows } = await db.query<BackTestRow>(
    `with ${fatesSql},
     recovered as (
       select coalesce(s.root, m.linked_item_id) as item_id, sum(a.item_home_minor) as home
       from open_item m join allocation a on a.org_id = m.org_id and a.item_id = m.id
       left join successor s on s.id = m.linked_item_id
       where m.org_id = $1 and m.books_id = $2 and m.kind = 'written_off' and m.accounting_date > $3
         and a.kind <> 'cancel' and a.accounting_date <= $4 and a.recorded_at <= $5
       group by 1),
     agreed as (
       select item_id, (array_agg(due_date order by recorded_at desc, id desc)
         filter (where due_date is not null))[1] as due_date
       from item_change where org_id = $1 and accounting_date <= $3 and recorded_at <= $5
       group by item_id),
     sums as (
       select ${bucketPlaceSql(of.basis)} as bucket, sum(i.then) as then, sum(i.lost) as lost,
         sum(coalesce(r.home, 0)) as recovered, sum(i.open) as open
       from fate i
       left join recovered r on r.item_id = i.id
       left join agreed n on n.item_id = i.id
       group by 1)
     select ($6::text[])[bucket] as bucket, "then"::bigint as "thenMinor", lost::bigint as "lostMinor",
       recovered::bigint as "recoveredMinor", open::bigint as "openMinor"
     from sums order by sums.bucket`,
    [point.orgId, point.booksId, of.earlier, point.asOf, point.knownAt, agingBuckets],
  );
  return rows;
}

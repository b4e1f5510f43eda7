// Which due (or issue) dates a bucket of the aging report covers: its cells open the items page with
// just these. The borders are those of DOMAIN §3.18 and do not overlap.

import type { AgingBasis, AgingBucket, agingBuckets } from "../../../src/contract/aging.ts";
import { addDays, type IsoDate } from "../../../src/core/date.ts";

type DayBucket = Exclude<(typeof agingBuckets)[number], "no_due_date">;

/** Days late, both ends included; null = without end. */
const borders: Readonly<Record<DayBucket, readonly [number | null, number | null]>> = {
  not_due: [null, 0],
  d1_30: [1, 30],
  d31_60: [31, 60],
  d61_90: [61, 90],
  d91_180: [91, 180],
  d181_365: [181, 365],
  d366: [366, null],
};

/** `from` and `to` of the date, as filters of the items page. */
export function bucketWindow(
  bucket: DayBucket,
  asOf: IsoDate,
): { readonly from: IsoDate | null; readonly to: IsoDate | null } {
  const [least, most] = borders[bucket];
  return {
    from: most === null ? null : addDays(asOf, -most),
    to: least === null ? null : addDays(asOf, -least),
  };
}

/** Query of the items page for a cell. */
export function itemsQuery(cell: {
  readonly bucket: AgingBucket | null;
  readonly asOf: IsoDate;
  readonly basis: AgingBasis;
  readonly customerId: number | null;
  readonly currency: string | null;
}): string {
  const query = new URLSearchParams();
  if (cell.customerId !== null) query.set("customer", String(cell.customerId));
  if (cell.currency !== null) query.set("currency", cell.currency);
  if (cell.bucket === "no_due_date") query.set("dueDate", "none");
  else if (cell.bucket !== null && isDayBucket(cell.bucket)) {
    const { from, to } = bucketWindow(cell.bucket, cell.asOf);
    const name = cell.basis === "due" ? "due" : "issued";
    if (from !== null) query.set(`${name}From`, from);
    if (to !== null) query.set(`${name}To`, to);
  }
  return query.toString();
}

function isDayBucket(bucket: AgingBucket): bucket is DayBucket {
  return Object.hasOwn(borders, bucket);
}

// Aging sums with the names of their customers, in the order of the names.
import {
  type AgingBucketRow,
  type AgingCustomerRow,
  type AgingPoint,
  selectAgingBuckets,
  selectAgingCustomers,
} from "../../db/aging.ts";
import type { Db } from "../../db/pool.ts";

export type AgingSum = AgingBucketRow & AgingCustomerRow;

export async function loadAgingSums(
  db: Db,
  point: AgingPoint & { readonly byContract?: boolean },
): Promise<AgingSum[]> {
  const sums = Map.groupBy(await selectAgingBuckets(db, point), ({ customerId }) => customerId);
  const customers = await selectAgingCustomers(db, point);
  return customers.flatMap((customer) =>
    inOrder(sums.get(customer.customerId) ?? []).map((sum) => withNames(sum, customer)),
  );
}

/** By currency; most customers have one. */
function inOrder(sums: readonly AgingBucketRow[]): readonly AgingBucketRow[] {
  const first = sums[0]?.currency;
  return sums.every(({ currency }) => currency === first) ? sums : sums.toSorted(byCurrency);
}

/** Field by field: many thousands of these are made while a page waits, and spreading takes longer. */
function withNames(sum: AgingBucketRow, customer: AgingCustomerRow): AgingSum {
  const { customerId, contractNo, currency, bucket, minor, homeMinor, disputedMinor } = sum;
  const { customerNo, customerName, owner, department, region } = customer;
  return {
    customerId,
    customerNo,
    customerName,
    owner,
    department,
    region,
    contractNo,
    currency,
    bucket,
    minor,
    homeMinor,
    disputedMinor,
  };
}

function byCurrency(a: AgingBucketRow, b: AgingBucketRow): number {
  if (a.currency === b.currency) return 0;
  return a.currency < b.currency ? -1 : 1;
}

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
    (sums.get(customer.customerId) ?? [])
      .toSorted(byCurrency)
      .map((sum): AgingSum => ({ ...customer, ...sum })),
  );
}

function byCurrency(a: AgingBucketRow, b: AgingBucketRow): number {
  if (a.currency === b.currency) return 0;
  return a.currency < b.currency ? -1 : 1;
}

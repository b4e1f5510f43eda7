// The clause of a contract by which silence counts as consent to a statement.
import type { Db } from "./pool.ts";

export type ContractClause = {
  readonly id: number;
  readonly no: string;
  readonly deemedDays: number | null;
};

export async function selectContractClauses(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<ContractClause[]> {
  const { rows } = await db.query<ContractClause>(
    `select id, no, deemed_confirmed_days as "deemedDays" from contract
     where org_id = $1 and customer_id = $2 and cancelled_at is null order by id`,
    [orgId, customerId],
  );
  return rows;
}

/** False when the customer has no such contract. */
export async function setDeemedDays(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly contractId: number; readonly days: number | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update contract set deemed_confirmed_days = $4
     where org_id = $1 and customer_id = $2 and id = $3 and cancelled_at is null`,
    [orgId, of.customerId, of.contractId, of.days],
  );
  return rowCount === 1;
}

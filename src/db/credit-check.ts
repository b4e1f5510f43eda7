// What an order release is decided by, in one round trip (functions of migration 0023).
import type { Pool } from "pg";
import type { CreditMethod } from "../core/credit/terms.ts";

export type CreditFactsRow = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly booksId: number;
  readonly homeCurrency: string;
  readonly onHold: boolean;
  readonly holdId: number | null;
  readonly holdReason: string | null;
  /** Null: nothing was ever granted. */
  readonly termId: number | null;
  readonly limitMinor: number | null;
  readonly method: CreditMethod | null;
  readonly openMinor: number;
  readonly uninvoicedMinor: number;
  readonly billsMinor: number;
  readonly advancesMinor: number;
  readonly unappliedMinor: number;
  readonly rating: "A" | "B" | "C" | "D" | null;
};

export type CreditQuestion = {
  readonly orgId: number;
  readonly booksId: number | null;
  readonly customerNo: string | null;
  readonly customerId: number | null;
  readonly at: Date;
};

/** Two rows: the number stands in two sets of books. The function names the organisation itself. */
export async function selectCreditFacts(
  pool: Pick<Pool, "query">,
  of: CreditQuestion,
): Promise<CreditFactsRow[]> {
  const { rows } = await pool.query<CreditFactsRow>({
    name: "credit_facts",
    text: `select id, no, name, books_id as "booksId", home_currency as "homeCurrency",
       on_hold as "onHold", hold_id as "holdId", hold_reason as "holdReason", term_id as "termId",
       limit_minor as "limitMinor", method, open_minor as "openMinor",
       uninvoiced_minor as "uninvoicedMinor", bills_minor as "billsMinor",
       advances_minor as "advancesMinor", unapplied_minor as "unappliedMinor", rating
     from credit_facts($1, $2, $3, $4, $5)`,
    values: [of.orgId, of.booksId, of.customerNo, of.customerId, of.at],
  });
  return rows;
}

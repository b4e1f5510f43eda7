// Exchange rates of a set of books.
import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import type { DatedRate } from "../core/ledger/rates.ts";
import { parseRate } from "../core/money.ts";

/** All rates into the home currency for these currencies, oldest first. */
export async function selectRates(
  client: pg.ClientBase,
  { orgId, booksId, to }: { readonly orgId: number; readonly booksId: number; readonly to: string },
  currencies: readonly string[],
): Promise<DatedRate[]> {
  const { rows } = await client.query<{ date: IsoDate; from: string; rate: string; unit: 1 | 100 }>(
    `select date, from_currency as "from", rate, unit from exchange_rate
     where org_id = $1 and books_id = $2 and to_currency = $3 and from_currency = any($4)
     order by date`,
    [orgId, booksId, to, currencies],
  );
  return rows.flatMap(({ date, from, rate, unit }) => {
    const parsed = parseRate(rate, { from, to, unit });
    return parsed ? [{ date, rate: parsed }] : [];
  });
}

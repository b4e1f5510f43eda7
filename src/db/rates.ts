// Exchange rates of a set of books.
import type pg from "pg";
import type { IsoDate } from "../core/date.ts";
import type { DatedRate } from "../core/ledger/rates.ts";
import { parseRate } from "../core/money.ts";

/** All rates into the home currency for these currencies, or those of some days; oldest first. */
export async function selectRates(
  client: pg.ClientBase,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly to: string;
    readonly days?: { readonly from: IsoDate; readonly through: IsoDate };
  },
  currencies: readonly string[],
): Promise<DatedRate[]> {
  const { orgId, booksId, to, days } = of;
  const { rows } = await client.query<RateRow>(
    `select date, from_currency as "from", to_currency as "to", rate, unit from exchange_rate
     where org_id = $1 and books_id = $2 and to_currency = $3 and from_currency = any($4)
       and date >= coalesce($5::date, '-infinity') and date <= coalesce($6::date, 'infinity')
     order by date`,
    [orgId, booksId, to, currencies, days?.from ?? null, days?.through ?? null],
  );
  return rows.flatMap(datedRate);
}

/** Every rate of the books, oldest first. */
export async function selectAllRates(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): Promise<DatedRate[]> {
  const { rows } = await client.query<RateRow>(
    `select date, from_currency as "from", to_currency as "to", rate, unit from exchange_rate
     where org_id = $1 and books_id = $2 order by date, from_currency, to_currency`,
    [orgId, booksId],
  );
  return rows.flatMap(datedRate);
}

/** Those with a rate from or into this currency, by their codes. */
export async function selectQuotedCurrencies(
  client: pg.ClientBase,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  currency: string,
): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(
    `select from_currency as code from exchange_rate
     where org_id = $1 and books_id = $2 and to_currency = $3
     union select to_currency from exchange_rate
     where org_id = $1 and books_id = $2 and from_currency = $3 order by 1`,
    [orgId, booksId, currency],
  );
  return rows.map(({ code }) => code);
}

type RateRow = {
  readonly date: IsoDate;
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly unit: 1 | 100;
};

function datedRate({ date, from, to, rate, unit }: RateRow): DatedRate[] {
  const parsed = parseRate(rate, { from, to, unit });
  return parsed ? [{ date, rate: parsed }] : [];
}

// What an order release is decided by, in one round trip (functions of migration 0023).
import type { Pool } from "pg";
import type { CreditMethod } from "../core/credit/terms.ts";
import type { TokenActor } from "./tokens.ts";

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

const factColumns = `f.id, f.no, f.name, f.books_id as "booksId", f.home_currency as "homeCurrency",
  f.on_hold as "onHold", f.hold_id as "holdId", f.hold_reason as "holdReason", f.term_id as "termId",
  f.limit_minor as "limitMinor", f.method, f.open_minor as "openMinor",
  f.uninvoiced_minor as "uninvoicedMinor", f.bills_minor as "billsMinor",
  f.advances_minor as "advancesMinor", f.unapplied_minor as "unappliedMinor", f.rating`;

/** Two rows: the number stands in two sets of books. The function names the organisation itself. */
export async function selectCreditFacts(
  pool: Pick<Pool, "query">,
  of: CreditQuestion,
): Promise<CreditFactsRow[]> {
  const { rows } = await pool.query<CreditFactsRow>({
    name: "credit_facts",
    text: `select ${factColumns} from credit_facts($1, $2, $3, $4, $5) f`,
    values: [of.orgId, of.booksId, of.customerNo, of.customerId, of.at],
  });
  return rows;
}

export type TokenAndFacts = {
  /** Null: the token is not valid, or no longer. */
  readonly actor: TokenActor | null;
  readonly facts: readonly CreditFactsRow[];
};

/** Who is behind a token and what they ask for, in one round trip: a program asks many times a second. */
export async function selectTokenAndFacts(
  pool: Pick<Pool, "query">,
  hash: Uint8Array,
  of: Omit<CreditQuestion, "orgId">,
): Promise<TokenAndFacts> {
  type Row = Omit<TokenActor, "name"> & { readonly actorName: string } & {
    readonly [C in keyof CreditFactsRow]: CreditFactsRow[C] | null;
  };
  const { rows } = await pool.query<Row>({
    name: "token_and_credit_facts",
    text: `select a.org_id as "orgId", a.member_id as "memberId", a.scopes, a.role, a.language,
         a.name as "actorName", a.limits, ${factColumns}
       from actor_of_token($1, $2) a
       left join lateral credit_facts(a.org_id, $3, $4, $5, $2) f on true`,
    values: [Buffer.from(hash), of.at, of.booksId, of.customerNo, of.customerId],
  });
  const [first] = rows;
  if (first === undefined) return { actor: null, facts: [] };
  const { orgId, memberId, scopes, role, language, actorName: name, limits } = first;
  return {
    actor: { orgId, memberId, scopes, role, language, name, limits },
    facts: rows.filter(isFound),
  };
}

/** Without a customer the row holds the member alone. */
function isFound<R extends { readonly id: number | null }>(row: R): row is R & CreditFactsRow {
  return row.id !== null;
}

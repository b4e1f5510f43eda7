// 专属收款账户: accounts of ours given to one customer, perhaps for one contract. Append-only; the last
// row of an account counts.
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type Books = { readonly orgId: number; readonly booksId: number };

/** Given now, one row an account at most. */
export const collectionAccountsSql = `(
  select distinct on (bank_account_id) bank_account_id, customer_id, contract_no
  from collection_account where org_id = $1 and books_id = $2
  order by bank_account_id, id desc)`;

export type CollectionAccountRow = {
  readonly bankAccountId: number;
  readonly accountNo: string;
  readonly bank: string;
  readonly currency: string;
  readonly customerId: number | null;
  readonly customerNo: string | null;
  readonly customerName: string | null;
  readonly contractNo: string;
};

/** Every account of ours, given to somebody or not. */
export async function selectCollectionAccounts(
  db: Db,
  { orgId, booksId }: Books,
): Promise<CollectionAccountRow[]> {
  const { rows } = await db.query<CollectionAccountRow>(
    `select b.id as "bankAccountId", b.account_no as "accountNo", b.bank, b.currency,
            c.id as "customerId", c.no as "customerNo", c.name as "customerName",
            case when c.id is null then '' else g.contract_no end as "contractNo"
     from bank_account b
     left join ${collectionAccountsSql} g on g.bank_account_id = b.id
     left join customer c on c.org_id = b.org_id and c.id = g.customer_id
     where b.org_id = $1 and b.books_id = $2 order by b.account_no, b.currency`,
    [orgId, booksId],
  );
  return rows;
}

export async function insertCollectionAccount(
  db: Db,
  { orgId, booksId, memberId, recordedAt }: Recording,
  given: {
    readonly bankAccountId: number;
    readonly customerId: number | null;
    readonly contractNo: string;
  },
): Promise<void> {
  await db.query(
    `insert into collection_account (org_id, books_id, bank_account_id, customer_id, contract_no,
       by_member_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[orgId, booksId, given.bankAccountId, given.customerId, given.contractNo],
      ...[memberId, recordedAt],
    ],
  );
}

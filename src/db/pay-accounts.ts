// 收款账户: accounts of ours as they are printed to customers, each confirmed by a second person. A row
// is never changed; stopping it is the only thing that happens to it. One statement a function.
import type { PayAccount } from "../core/pay-accounts.ts";
import type { Db } from "./pool.ts";
import type { Recording } from "./recording.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

const printedColumns = `p.account_no as "accountNo", p.holder_zh as "holderZh",
  p.holder_en as "holderEn", p.bank, p.currency`;

/** What is printed to customers now; nothing else may be. */
export async function selectPrintedAccounts(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<PayAccount[]> {
  const { rows } = await db.query<PayAccount>(
    `select ${printedColumns} from pay_account p
     where p.org_id = $1 and p.books_id = $2 and p.stopped_at is null order by p.id`,
    [orgId, booksId],
  );
  return rows;
}

export type PayAccountRow = PayAccount & {
  readonly id: number;
  readonly bankAccountId: number;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
  /** Which number known before was called, and who answered. */
  readonly call: string;
  readonly stoppedBy: string | null;
  readonly stoppedAt: Date | null;
  readonly stopReason: string;
};

/** Of each account what is printed now, or what was printed last. */
export async function selectPayAccounts(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<PayAccountRow[]> {
  const { rows } = await db.query<PayAccountRow>(
    `select distinct on (p.bank_account_id) p.id, p.bank_account_id as "bankAccountId",
       ${printedColumns}, a.name as "proposedBy", p.proposed_at as "proposedAt",
       c.name as "confirmedBy", p.confirmed_at as "confirmedAt", d.comment as call, s.name as "stoppedBy",
       p.stopped_at as "stoppedAt", p.stop_reason as "stopReason"
     from pay_account p
     join approval d on d.org_id = p.org_id and d.id = p.approval_id
     join member a on a.org_id = p.org_id and a.id = p.proposed_by
     join member c on c.org_id = p.org_id and c.id = p.confirmed_by
     left join member s on s.org_id = p.org_id and s.id = p.stopped_by
     where p.org_id = $1 and p.books_id = $2
     order by p.bank_account_id, p.stopped_at is not null, p.id desc`,
    [orgId, booksId],
  );
  return rows;
}

/** Locked, so that two people cannot both replace or stop it; null: the account is not printed. */
export async function lockPrinted(
  db: Db,
  { orgId, booksId }: InBooks,
  bankAccountId: number,
): Promise<(PayAccount & { readonly id: number }) | null> {
  const { rows } = await db.query<PayAccount & { readonly id: number }>(
    `select p.id, ${printedColumns} from pay_account p
     where p.org_id = $1 and p.books_id = $2 and p.bank_account_id = $3 and p.stopped_at is null
     for update`,
    [orgId, booksId, bankAccountId],
  );
  return rows[0] ?? null;
}

export async function insertPayAccount(
  db: Db,
  { orgId, booksId, recordedAt }: Recording,
  p: PayAccount & {
    readonly bankAccountId: number;
    readonly approvalId: number;
    readonly proposedBy: number;
    readonly proposedAt: Date;
    readonly confirmedBy: number;
  },
): Promise<void> {
  await db.query(
    `insert into pay_account (org_id, books_id, bank_account_id, account_no, holder_zh, holder_en,
       bank, currency, approval_id, proposed_by, proposed_at, confirmed_by, confirmed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[orgId, booksId, p.bankAccountId, p.accountNo, p.holderZh, p.holderEn, p.bank, p.currency],
      ...[p.approvalId, p.proposedBy, p.proposedAt, p.confirmedBy, recordedAt],
    ],
  );
}

export async function stopPayAccount(
  db: Db,
  { orgId, recordedAt }: Recording,
  of: { readonly id: number; readonly memberId: number; readonly reason: string },
): Promise<void> {
  await db.query(
    `update pay_account set stopped_by = $3, stopped_at = $4, stop_reason = $5
     where org_id = $1 and id = $2 and stopped_at is null`,
    [orgId, of.id, of.memberId, recordedAt, of.reason],
  );
}

export type WaitingPayAccountRow = {
  readonly approvalId: number;
  readonly bankAccountId: number;
  readonly payload: unknown;
  readonly by: string;
  readonly byId: number;
  readonly at: Date;
  readonly reason: string;
};

/** Proposals that wait for the second person; one an account at most. */
export async function selectWaitingPayAccounts(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<WaitingPayAccountRow[]> {
  const { rows } = await db.query<WaitingPayAccountRow>(
    `select a.id as "approvalId", (a.payload #>> '{payAccount,bankAccountId}')::bigint as
       "bankAccountId", a.payload, m.name as by, m.id as "byId", a.asked_at as at, a.reason
     from approval a join member m on m.org_id = a.org_id and m.id = a.asked_by
     where a.org_id = $1 and a.books_id = $2 and a.state = 'pending'
       and a.act = 'change_bank_account' and a.payload ? 'payAccount' order by a.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Numbers that were printed to customers or could have been, and are not confirmed now. */
export async function selectUnprintedNumbers(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<string[]> {
  const { rows } = await db.query<{ no: string }>(
    `select account_no as no from bank_account b where org_id = $1 and books_id = $2
     union select account_no from pay_account where org_id = $1 and books_id = $2
     except select account_no from pay_account
       where org_id = $1 and books_id = $2 and stopped_at is null`,
    [orgId, booksId],
  );
  return rows.map(({ no }) => no);
}

/** Currencies customers owe in, or are asked in, without an account confirmed for them. */
export async function selectCurrenciesWithoutAccount(
  db: Db,
  { orgId, booksId }: InBooks,
): Promise<string[]> {
  const { rows } = await db.query<{ currency: string }>(
    `select distinct i.currency from open_item i
     where i.org_id = $1 and i.books_id = $2 and i.cancelled_at is null
       and i.applied_minor <> i.amount_minor and i.amount_minor > 0
       and i.kind not in ('payable', 'deposit', 'written_off')
       and not exists (select from pay_account p where p.org_id = i.org_id
         and p.books_id = i.books_id and p.currency = i.currency and p.stopped_at is null)
     order by 1`,
    [orgId, booksId],
  );
  return rows.map(({ currency }) => currency);
}

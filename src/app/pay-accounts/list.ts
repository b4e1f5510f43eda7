// Every account of ours with what of it is printed to customers, what waits, and who may confirm it.
import type { PayAccountList } from "../../contract/pay-accounts.ts";
import { holderNames, ownNameIn } from "../../core/own-names.ts";
import { acts, isRole } from "../../core/roles.ts";
import { type BankAccountRow, bankAccountsOf } from "../../db/bank-lines-in.ts";
import { booksById } from "../../db/books.ts";
import { selectTeam } from "../../db/collection-team.ts";
import {
  type PayAccountRow,
  selectCurrenciesWithoutAccount,
  selectPayAccounts,
  selectWaitingPayAccounts,
  type WaitingPayAccountRow,
} from "../../db/pay-accounts.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { PayAccountPayload } from "./propose.ts";
import { signersFor } from "./tell-others.ts";

type Row = PayAccountList["rows"][number];
type Books = { readonly ownNames: readonly string[]; readonly name: string };

export async function listPayAccounts(
  deps: Deps,
  { orgId, memberId }: Actor,
  booksId: number,
): Promise<PayAccountList> {
  const inBooks = { orgId, booksId };
  return inOrganisation(deps.pool, orgId, async (db) => {
    const found = await booksById(db, orgId, booksId);
    const books: Books = found ?? { ownNames: [], name: "" };
    const accounts = (await bankAccountsOf(db, orgId)).filter((one) => one.booksId === booksId);
    const known = await selectPayAccounts(db, inBooks);
    const byAccount = new Map(known.map((row) => [row.bankAccountId, row]));
    const asked = await selectWaitingPayAccounts(db, inBooks);
    const waiting = new Map(asked.map((row) => [row.bankAccountId, row]));
    const roles = signersFor(acts.change_bank_account.approvers);
    const team = await selectTeam(db, orgId);
    return {
      rows: accounts.map((account) => ({
        ...accountOnWire(account),
        ...recordOnWire(books, account, byAccount.get(account.id)),
        waiting: waitingOnWire(waiting.get(account.id), memberId),
      })),
      ownName: ownNameIn(books, "zh"),
      missing: await selectCurrenciesWithoutAccount(db, inBooks),
      otherSigners: team
        .filter(({ id, role }) => id !== memberId && isRole(role) && roles.includes(role))
        .map(({ name }) => name),
    };
  });
}

function accountOnWire({ id, accountNo, name, bank, currency }: BankAccountRow) {
  return { bankAccountId: id, accountNo, holder: name, bank, currency };
}

function recordOnWire(
  books: Books,
  account: BankAccountRow,
  row: PayAccountRow | undefined,
): Pick<Row, "printed" | "stopped"> {
  if (!row) return { printed: null, stopped: null };
  const { accountNo, holderZh, holderEn, bank, currency, call } = row;
  const { stoppedBy, stoppedAt, stopReason: reason } = row;
  if (stoppedAt !== null) {
    const stopped = { name: stoppedBy ?? "", at: stoppedAt.toISOString(), reason };
    return { printed: null, stopped };
  }
  const printed = {
    ...{ accountNo, holderZh, holderEn, bank, currency, call },
    proposed: { name: row.proposedBy, at: row.proposedAt.toISOString() },
    confirmed: { name: row.confirmedBy, at: row.confirmedAt.toISOString() },
    differs: differences(books, account, row),
  };
  return { printed, stopped: null };
}

/** What a file left out differs from nothing. */
function differences(
  books: Books,
  { name, bank, currency }: BankAccountRow,
  printed: PayAccountRow,
): ("holder" | "bank" | "currency")[] {
  const isOther = { holder: false, bank: false, currency: currency !== printed.currency };
  isOther.holder = name !== "" && holderNames(books, name).zh !== printed.holderZh;
  isOther.bank = bank !== "" && bank !== printed.bank;
  return (["holder", "bank", "currency"] as const).filter((part) => isOther[part]);
}

function waitingOnWire(
  row: WaitingPayAccountRow | undefined,
  memberId: number | null,
): Row["waiting"] {
  if (!row) return null;
  // written by propose.ts alone
  const { payAccount } = row.payload as { readonly payAccount: PayAccountPayload };
  return {
    approvalId: row.approvalId,
    to: payAccount.to,
    proposed: { name: row.by, at: row.at.toISOString() },
    reason: row.reason,
    isOwn: row.byId === memberId,
  };
}

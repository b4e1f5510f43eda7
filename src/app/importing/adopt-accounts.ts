// A statement of an account whose number these books know, in a currency they do not have yet: it is
// ours all the same. The account is completed, or one of that currency added, without a question.
import { bankAccountsOf, ensureBankAccount, nameStagedAccount } from "../../db/bank-lines-in.ts";
import type { Db } from "../../db/pool.ts";
import { isSameAccount } from "./account-number.ts";
import type { PlannedStatement } from "./reading.ts";
import type { StagedFile } from "./stage-file.ts";

export async function adoptAccounts(
  client: Db,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
  staged: StagedFile,
): Promise<StagedFile> {
  const unknown = staged.summary.statements.filter((one) => one.standing === "unknown");
  if (unknown.length === 0) return staged;
  const accounts = (await bankAccountsOf(client, orgId)).filter((one) => one.booksId === booksId);
  const adopted = new Map<string, number>();
  const spokenFor = staged.summary.statements.flatMap(({ accountId }) => accountId ?? []);
  for (const statement of unknown) {
    if (adopted.has(statement.key)) continue;
    const same = accounts.find((one) => isSameAccount(one.accountNo, statement.account));
    if (!same) continue;
    const { bank, accountName, currency } = statement;
    const { accountNo, origin } = same;
    const account = { booksId, accountNo, name: accountName, bank, currency, origin };
    const { id } = await ensureBankAccount(client, orgId, account, spokenFor);
    adopted.set(statement.key, id);
    spokenFor.push(id);
  }
  const statements: PlannedStatement[] = [];
  for (const [n, statement] of staged.summary.statements.entries()) {
    const accountId = adopted.get(statement.key);
    if (accountId === undefined) statements.push(statement);
    else {
      await nameStagedAccount(client, n, accountId);
      statements.push({ ...statement, standing: "known", accountId });
    }
  }
  return { ...staged, summary: { ...staged.summary, statements } };
}

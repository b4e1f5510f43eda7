// Gives an account of ours to one customer, perhaps for one contract, or takes it back (R06).
import type { CollectionAccountsOnWire } from "../../contract/collection-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertCollectionAccount, selectCollectionAccounts } from "../../db/collection-accounts.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

export async function listCollectionAccounts(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<CollectionAccountsOnWire> {
  return inOrganisation(deps.pool, books.orgId, async (db) => ({
    rows: await selectCollectionAccounts(db, books),
  }));
}

export async function giveCollectionAccount(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly bankAccountId: number;
    readonly customerId: number | null;
    readonly contractNo: string;
  },
): Promise<Result<CollectionAccountsOnWire, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, bankAccountId, customerId } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const accounts = await selectCollectionAccounts(db, recording);
    if (!accounts.some((one) => one.bankAccountId === bankAccountId)) {
      return refuse({ code: "not_found" });
    }
    if (customerId !== null && (await selectCustomer(db, recording, customerId)) === null) {
      return refuse({ code: "not_found" });
    }
    const contractNo = customerId === null ? "" : input.contractNo;
    const given = { bankAccountId, customerId, contractNo };
    await insertCollectionAccount(db, recording, given);
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "bank_account.give",
        subjectKind: "bank_account",
        subjectId: bankAccountId,
        detail: given,
      },
    ]);
    return ok({ rows: await selectCollectionAccounts(db, recording) });
  });
}

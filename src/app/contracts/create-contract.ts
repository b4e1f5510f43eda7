// A contract with its terms; its instalments become plan items, which a prepayment finds (DOMAIN §1).
import type { ContractRow, NewContract } from "../../contract/contracts.ts";
import { assert } from "../../core/assert.ts";
import type { MissingRate } from "../../core/ledger/rates.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  contractNoTaken,
  insertContract,
  insertPlanItems,
  selectContracts,
} from "../../db/contracts.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { beginRecording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { HomeBooks } from "../customers/list-customers.ts";
import type { Deps } from "../deps.ts";
import {
  type ContractFault,
  checkContract,
  contractDate,
  planItems,
  planRate,
} from "./check-contract.ts";
import { contractOnWire } from "./list-contracts.ts";

type ContractRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "contract_no_taken"; readonly no: string }
  | ContractFault
  | MissingRate;

export async function createContract(
  deps: Deps,
  actor: Actor,
  input: { readonly books: HomeBooks; readonly contract: NewContract },
): Promise<Result<ContractRow, ContractRefusal>> {
  const { books, contract } = input;
  const { orgId, memberId } = actor;
  const { booksId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const customer = await selectCustomer(db, books, contract.customerId);
    if (customer === null) return refuse({ code: "not_found" });
    const { no } = contract;
    if (await contractNoTaken(db, books, no)) return refuse({ code: "contract_no_taken", no });
    const checked = checkContract(contract);
    if (!checked.ok) return checked;
    const date = await contractDate(db, books, contract.signedOn);
    const rate = await planRate(db, books, { currency: contract.currency, date });
    if (!rate.ok) return rate;
    const { amountMinor, plan } = checked.value;
    const contractId = await insertContract(db, books, { ...contract, amountMinor, plan });
    const ids = await reserveIds(db, "open_item", plan.length);
    const { currency } = contract;
    const { homeCurrency } = books;
    const numbering = { contractNo: no, currency, homeCurrency, rate: rate.value, ids };
    await insertPlanItems(db, recording, {
      customerId: contract.customerId,
      currency,
      contractId,
      contractNo: no,
      date,
      items: planItems(plan, { ...numbering, numberedSoFar: 0 }),
    });
    const act = { actor: actor.name, action: "contract.create", subjectKind: "contract" };
    await storeAudit(db, recording, [{ ...act, subjectId: contractId, detail: contract }]);
    const filter = { id: contractId, customerId: null, pattern: "%" };
    const [row] = await selectContracts(db, books, filter);
    assert(row !== undefined, "the contract was just written");
    return ok(contractOnWire(row));
  });
}

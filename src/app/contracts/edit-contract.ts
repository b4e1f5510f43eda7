// A contract changed or given up. Instalments that money was applied to stay as they are; the others
// are cancelled and made anew. The trail keeps what it was before and after, and why.
import type { ContractChange, ContractRow } from "../../contract/contracts.ts";
import { assert } from "../../core/assert.ts";
import type { MissingRate } from "../../core/ledger/rates.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type ContractDbRow,
  cancelContractRow,
  countPlanItems,
  insertPlanItems,
  type PlanPart,
  selectContracts,
  updateContract,
} from "../../db/contracts.ts";
import { cancelItems } from "../../db/decisions.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { HomeBooks } from "../customers/list-customers.ts";
import type { Deps } from "../deps.ts";
import {
  type CheckedContract,
  type ContractFault,
  checkContract,
  contractDate,
  planItems,
  planRate,
} from "./check-contract.ts";
import { contractOnWire } from "./list-contracts.ts";

type ChangeRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "contract_cancelled"; readonly no: string }
  /** Money was applied to this instalment: it stays as it is. */
  | { readonly code: "plan_part_used"; readonly no: string }
  | ContractFault
  | MissingRate;

export async function editContract(
  deps: Deps,
  actor: Actor,
  input: { readonly books: HomeBooks; readonly id: number; readonly change: ContractChange },
): Promise<Result<ContractRow, ChangeRefusal>> {
  const { books, id, change } = input;
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId: books.booksId, memberId });
    const before = await liveContract(db, books, id);
    if (!before.ok) return before;
    const contract = before.value;
    const checked = checkContract({ ...change, currency: contract.currency });
    if (!checked.ok) return checked;
    const plan = await replan(db, recording, { books, contract, change, checked: checked.value });
    if (!plan.ok) return plan;
    const { amountMinor } = checked.value;
    await updateContract(db, books, { ...change, id, amountMinor, plan: checked.value.plan });
    const after = await loadContract(db, books, id);
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "contract.edit",
        subjectKind: "contract",
        subjectId: id,
        detail: { before: contractOnWire(contract), after: change },
      },
    ]);
    assert(after !== null, "the contract was just written");
    return ok(contractOnWire(after));
  });
}

export async function cancelContract(
  deps: Deps,
  actor: Actor,
  input: { readonly books: HomeBooks; readonly id: number; readonly reason: string },
): Promise<Result<ContractRow, ChangeRefusal | { readonly code: "reason_missing" }>> {
  const { books, id, reason } = input;
  const { orgId, memberId } = actor;
  if (reason.trim() === "") return refuse({ code: "reason_missing" });
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId: books.booksId, memberId });
    const before = await liveContract(db, books, id);
    if (!before.ok) return before;
    const { items } = before.value;
    const half = items.find(
      ({ openMinor, amountMinor }) => openMinor !== 0 && openMinor !== amountMinor,
    );
    if (half) return refuse({ code: "plan_part_used", no: half.no });
    const unused = items.filter(({ openMinor }) => openMinor !== 0).map((item) => item.id);
    await cancelItems(db, recording, unused);
    await cancelContractRow(db, recording, { id, reason });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "contract.cancel",
        subjectKind: "contract",
        subjectId: id,
        detail: { reason, instalments: unused.length },
      },
    ]);
    const after = await loadContract(db, books, id);
    assert(after !== null, "the contract stays to be seen");
    return ok(contractOnWire(after));
  });
}

function loadContract(db: Db, books: HomeBooks, id: number): Promise<ContractDbRow | null> {
  const filter = { id, customerId: null, pattern: "%" };
  return selectContracts(db, books, filter).then(([row]) => row ?? null);
}

async function liveContract(
  db: Db,
  books: HomeBooks,
  id: number,
): Promise<Result<ContractDbRow, ChangeRefusal>> {
  const row = await loadContract(db, books, id);
  if (!row) return refuse({ code: "not_found" });
  return row.cancelledAt === null ? ok(row) : refuse({ code: "contract_cancelled", no: row.no });
}

/** Keeps the instalments that are as wanted, cancels the others, and begins those that are new. */
async function replan(
  db: Db,
  recording: Recording,
  of: {
    readonly books: HomeBooks;
    readonly contract: ContractDbRow;
    readonly change: ContractChange;
    readonly checked: CheckedContract;
  },
): Promise<Result<null, ChangeRefusal>> {
  const { books, contract, change, checked } = of;
  const wanted = checked.plan.map((part, n) => ({ part, itemId: change.plan[n]?.itemId ?? null }));
  const isKept = (item: ContractDbRow["items"][number]) =>
    wanted.some(({ part, itemId }) => itemId === item.id && isSame(part, item));
  const dropped = contract.items.filter((item) => !isKept(item));
  const used = dropped.find(({ openMinor, amountMinor }) => openMinor !== amountMinor);
  if (used) return refuse({ code: "plan_part_used", no: used.no });
  const kept = new Set(contract.items.filter(isKept).map((item) => item.id));
  const fresh = wanted.filter(({ itemId }) => !kept.has(itemId ?? 0)).map(({ part }) => part);
  const date = await contractDate(db, books, change.signedOn);
  const { currency, no: contractNo, id: contractId, customerId } = contract;
  const rate = await planRate(db, books, { currency, date });
  if (!rate.ok) return rate;
  await cancelItems(
    db,
    recording,
    dropped.map((item) => item.id),
  );
  const ids = await reserveIds(db, "open_item", fresh.length);
  const { homeCurrency } = books;
  const numberedSoFar = await countPlanItems(db, books, contractId);
  const numbering = { contractNo, currency, homeCurrency, rate: rate.value, ids, numberedSoFar };
  const items = planItems(fresh, numbering);
  await insertPlanItems(db, recording, {
    customerId,
    currency,
    contractId,
    contractNo,
    date,
    items,
  });
  return ok(null);
}

function isSame(part: PlanPart, item: ContractDbRow["items"][number]): boolean {
  const { amountMinor, dueDate, label } = item;
  return part.amountMinor === amountMinor && part.dueDate === dueDate && part.label === label;
}

// A customer's master data by hand: a new one, changed terms or owner, a new name (the old one goes
// on being found).
import type { CustomerChange, CustomerHead, NewCustomer } from "../../contract/customers.ts";
import { assert } from "../../core/assert.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { taxIdFault } from "../../core/tax-id.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import {
  type CustomerColumns,
  customerWithNo,
  insertCustomer,
  isActiveMember,
  selectAncestors,
  selectOtherNames,
  updateCustomer,
} from "../../db/customer-master.ts";
import { type CustomerMaster, selectCustomer } from "../../db/customer-page.ts";
import { insertFacts } from "../../db/customers-in.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, reserveIds, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { customerSearchText } from "../importing/customer-search-text.ts";
import { headOnWire } from "./read-customer.ts";

type MasterData = NewCustomer;

export type CustomerRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "customer_no_taken"; readonly no: string; readonly customer: string }
  | { readonly code: "tax_id_wrong"; readonly taxId: string }
  | { readonly code: "terms_not_understood"; readonly text: string }
  | { readonly code: "owner_not_found" }
  | { readonly code: "parent_not_found" }
  | { readonly code: "parent_circle"; readonly parent: string };

type InBooks = { readonly booksId: number };

export async function createCustomer(
  deps: Deps,
  actor: Actor,
  input: InBooks & { readonly customer: NewCustomer },
): Promise<Result<CustomerHead, CustomerRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const [id] = await reserveIds(db, "customer", 1);
    assert(id !== undefined, "one id was asked for");
    const customer = { ...input.customer, no: input.customer.no || givenNo(id) };
    const refusal = await faultOf(db, { orgId, booksId, id, before: null }, customer);
    if (refusal) return refuse(refusal);
    await insertCustomer(db, { orgId, booksId, id }, columnsOf(customer, []));
    const act = { actor: actor.name, action: "customer.create", subjectKind: "customer" };
    await storeAudit(db, recording, [{ ...act, subjectId: id, detail: customer }]);
    return ok(await headOf(db, { orgId, booksId, id }));
  });
}

/** Of a customer without a number, as the import gives it too. */
function givenNo(id: number): string {
  return `K${String(id).padStart(6, "0")}`;
}

export async function changeCustomer(
  deps: Deps,
  actor: Actor,
  input: InBooks & { readonly id: number; readonly change: CustomerChange },
): Promise<Result<CustomerHead, CustomerRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const before = await selectCustomer(db, { orgId, booksId }, id);
    if (before === null) return refuse({ code: "not_found" });
    const given = Object.entries(input.change).filter(([, value]) => value !== undefined);
    const customer: MasterData = { ...masterOf(before), ...Object.fromEntries(given) };
    customer.no ||= before.no;
    const refusal = await faultOf(db, { orgId, booksId, id, before }, customer);
    if (refusal) return refuse(refusal);
    if (customer.name !== before.name) {
      const former = { customerId: id, kind: "former_name", value: before.name } as const;
      await insertFacts(db, orgId, memberId, [{ ...former, paysForId: null }]);
    }
    const otherNames = await selectOtherNames(db, orgId, id);
    await updateCustomer(db, { orgId, id }, columnsOf(customer, otherNames));
    const act = { actor: actor.name, action: "customer.change", subjectKind: "customer" };
    await storeAudit(db, recording, [{ ...act, subjectId: id, detail: input.change }]);
    return ok(await headOf(db, { orgId, booksId, id }));
  });
}

function masterOf(c: CustomerMaster): MasterData {
  const { no, name, taxId, terms, paymentHabit, feeBearer, tieRule } = c;
  const { ownerId, parentId, isRelatedParty, onHold, segment, region, department } = c;
  return {
    no,
    name,
    taxId,
    terms,
    paymentHabit,
    feeBearer,
    tieRule,
    ownerMemberId: ownerId,
    parentId,
    isRelatedParty,
    onHold,
    segment,
    region,
    department,
  };
}

function columnsOf(customer: MasterData, otherNames: readonly string[]): CustomerColumns {
  return { ...customer, search: customerSearchText({ ...customer, otherNames }) };
}

async function headOf(
  db: Db,
  of: { orgId: number; booksId: number; id: number },
): Promise<CustomerHead> {
  const master = await selectCustomer(db, of, of.id);
  assert(master !== null, "the customer was just written");
  return headOnWire(master);
}

/** What stands as it stood before is not judged anew: a file may have brought it. */
async function faultOf(
  db: Db,
  of: { orgId: number; booksId: number; id: number; before: CustomerMaster | null },
  customer: MasterData,
): Promise<CustomerRefusal | null> {
  const { orgId, booksId, id, before } = of;
  const { no, taxId, terms, ownerMemberId, parentId } = customer;
  const twin = await customerWithNo(db, { orgId, booksId, no });
  if (twin !== null && twin.id !== id) {
    return { code: "customer_no_taken", no, customer: twin.name };
  }
  if (taxId !== "" && taxId !== before?.taxId && taxIdFault(taxId)) {
    return { code: "tax_id_wrong", taxId };
  }
  if (terms !== "" && terms !== before?.terms && !parseTerms(terms).ok) {
    return { code: "terms_not_understood", text: terms };
  }
  if (ownerMemberId !== null && ownerMemberId !== before?.ownerId) {
    if (!(await isActiveMember(db, orgId, ownerMemberId))) return { code: "owner_not_found" };
  }
  if (parentId === null || parentId === before?.parentId) return null;
  const parent = await selectCustomer(db, { orgId, booksId }, parentId);
  if (parent === null) return { code: "parent_not_found" };
  const circle = (await selectAncestors(db, orgId, parentId)).includes(id);
  return circle ? { code: "parent_circle", parent: parent.name } : null;
}

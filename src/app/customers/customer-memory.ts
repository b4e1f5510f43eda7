// What is known about how a customer pays: other names, accounts, whom they pay for; where it was
// learned, and taking it back.
import type { CustomerFact, NewFact } from "../../contract/customers.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { revokeFact, selectOtherNames, updateSearch } from "../../db/customer-master.ts";
import {
  type CustomerFactRow,
  type CustomerMaster,
  selectCustomer,
  selectFacts,
} from "../../db/customer-page.ts";
import { insertFacts } from "../../db/customers-in.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { customerSearchText } from "../importing/customer-search-text.ts";

type OfCustomer = { readonly booksId: number; readonly customerId: number };
type Facts = { rows: CustomerFact[] };

export async function listFacts(
  deps: Deps,
  of: OfCustomer & { readonly orgId: number },
): Promise<Result<Facts, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, of.orgId, async (db) => {
    const customer = await selectCustomer(db, of, of.customerId);
    return customer === null ? refuse({ code: "not_found" }) : ok(await factsOf(db, of));
  });
}

async function factsOf(db: Db, of: OfCustomer & { readonly orgId: number }): Promise<Facts> {
  return { rows: (await selectFacts(db, of.orgId, of.customerId)).map(factOnWire) };
}

export function factOnWire(row: CustomerFactRow): CustomerFact {
  const { id, kind, value, provenance, confirmations, by, lineId } = row;
  return {
    id,
    kind,
    value,
    provenance,
    confirmations,
    by,
    paysFor: row.paysForId === null ? null : { id: row.paysForId, name: row.paysForName ?? "" },
    learnedFrom:
      lineId === null || row.lineDate === null
        ? null
        : {
            lineId,
            date: row.lineDate,
            amount: formatMinor(row.lineMinor ?? 0, row.lineCurrency ?? "CNY"),
            currency: row.lineCurrency ?? "CNY",
          },
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    alsoAt: [...row.alsoAt],
  };
}

export type FactRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "pays_for_itself" }
  | { readonly code: "fact_known"; readonly value: string };

export async function addFact(
  deps: Deps,
  actor: Actor,
  input: OfCustomer & { readonly fact: NewFact },
): Promise<Result<Facts, FactRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, customerId, fact } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const customer = await selectCustomer(db, { orgId, booksId }, customerId);
    if (customer === null) return refuse({ code: "not_found" });
    const values = await valuesOf(db, { orgId, booksId, customerId }, fact);
    if (!values.ok) return values;
    const added = await insertFacts(db, orgId, memberId, [{ customerId, ...values.value }]);
    if (added === 0) return refuse({ code: "fact_known", value: values.value.value });
    await refreshSearch(db, orgId, customer);
    const act = { actor: actor.name, action: "customer.fact_add", subjectKind: "customer" };
    await storeAudit(db, recording, [{ ...act, subjectId: customerId, detail: values.value }]);
    return ok(await factsOf(db, { orgId, booksId, customerId }));
  });
}

type FactValues = {
  readonly kind: "alias" | "pays_for";
  readonly value: string;
  readonly paysForId: number | null;
};

async function valuesOf(
  db: Db,
  of: OfCustomer & { readonly orgId: number },
  fact: NewFact,
): Promise<Result<FactValues, FactRefusal>> {
  if (fact.kind === "alias") return ok({ kind: "alias", value: fact.value, paysForId: null });
  if (fact.customerId === of.customerId) return refuse({ code: "pays_for_itself" });
  const other = await selectCustomer(db, of, fact.customerId);
  if (other === null) return refuse({ code: "not_found" });
  return ok({ kind: "pays_for", value: other.no, paysForId: other.id });
}

/** What was learned, and what stands in the master data: matching no longer sees it. */
export async function withdrawFact(
  deps: Deps,
  actor: Actor,
  input: OfCustomer & { readonly factId: number },
): Promise<Result<Facts, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, customerId, factId } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const customer = await selectCustomer(db, { orgId, booksId }, customerId);
    if (customer === null) return refuse({ code: "not_found" });
    const revoked = await revokeFact(db, { orgId, customerId, factId });
    if (revoked === null) return refuse({ code: "not_found" });
    await refreshSearch(db, orgId, customer);
    const act = { actor: actor.name, action: "customer.fact_revoke", subjectKind: "customer" };
    await storeAudit(db, recording, [{ ...act, subjectId: customerId, detail: revoked }]);
    return ok(await factsOf(db, { orgId, booksId, customerId }));
  });
}

async function refreshSearch(db: Db, orgId: number, customer: CustomerMaster): Promise<void> {
  const { id } = customer;
  const otherNames = await selectOtherNames(db, orgId, id);
  await updateSearch(db, { orgId, id }, customerSearchText({ ...customer, otherNames }));
}

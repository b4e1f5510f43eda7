// Stores customers of a file: new ones, changed ones, their other names, accounts, whom they pay for.

import { assert } from "../../core/assert.ts";
import { customerGroups } from "../../core/customer-groups.ts";
import {
  type CustomerGroupsRow,
  insertCustomers,
  insertFacts,
  knownCustomers,
  type NewFact,
  setGroups,
  setParents,
  updateCustomers,
} from "../../db/customers-in.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds } from "../../db/recording.ts";
import { customerSearchText } from "./customer-search-text.ts";
import type { CustomerRecord, PlannedCustomer } from "./reading.ts";

/** Numbers we give to customers that a file names without one. */
function provisionalNo(id: number): string {
  return `K${String(id).padStart(6, "0")}`;
}

/** Customers that items name; ids in the order given. */
export async function createCustomers(
  client: Db,
  { orgId, booksId }: Recording,
  customers: readonly PlannedCustomer[],
): Promise<number[]> {
  const ids = await reserveIds(client, "customer", customers.length);
  const rows = customers.map((customer, index) => {
    const id = ids[index]!;
    const no = customer.no || provisionalNo(id);
    const { name, taxId } = customer;
    const extra: Record<string, string> = customer.no === "" ? { provisional: "1" } : {};
    const search = customerSearchText({ name, no, taxId });
    return { id, no, name, taxId, terms: "", paymentHabit: "", search, extra };
  });
  await insertCustomers(client, orgId, booksId, rows);
  return ids;
}

export type CustomersStored = { readonly created: number; readonly updated: number };

export async function commitCustomers(
  client: Db,
  recording: Recording,
  records: readonly CustomerRecord[],
): Promise<CustomersStored> {
  const { orgId, booksId, memberId } = recording;
  const before = new Map((await knownCustomers(client, orgId, booksId)).map((c) => [c.id, c]));
  const fresh = records.filter((record) => record.knownId === null);
  const ids = await reserveIds(client, "customer", fresh.length);
  await insertCustomers(
    client,
    orgId,
    booksId,
    fresh.map((record, index) => newCustomer(record, ids[index]!)),
  );
  const idOf = new Map(fresh.map((record, index) => [record, ids[index]!]));
  const known = records.filter((record) => record.knownId !== null);
  const updated = await updateCustomers(
    client,
    orgId,
    known.map((record) => {
      const old = before.get(record.knownId ?? 0);
      assert(old !== undefined, "the customer was found in these books");
      const no = record.no || old.no;
      const { name, terms, paymentHabit } = record;
      const taxId = record.taxId || old.taxId;
      const search = customerSearchText({ name, no, taxId, otherNames: record.aliases });
      return { id: old.id, no, name, taxId, terms, paymentHabit, search };
    }),
  );
  for (const record of known) idOf.set(record, record.knownId ?? 0);
  const byNo = new Map((await knownCustomers(client, orgId, booksId)).map((c) => [c.no, c.id]));
  await setParents(client, orgId, parentLinks(records, idOf, byNo));
  await setGroups(client, orgId, groupsOf(records, idOf));
  const facts = records.flatMap((record) => factsOf(record, idOf.get(record)!, byNo));
  const added = await insertFacts(client, orgId, memberId, [
    ...facts,
    ...formerNames(known, before),
  ]);
  return {
    created: fresh.length,
    updated: updated + (updated === 0 && added > 0 ? known.length : 0),
  };
}

function newCustomer(record: CustomerRecord, id: number) {
  const no = record.no || provisionalNo(id);
  const { name, taxId, terms, paymentHabit } = record;
  const search = customerSearchText({ name, no, taxId, otherNames: record.aliases });
  const extra = record.no === "" ? { ...record.extra, provisional: "1" } : record.extra;
  return { id, no, name, taxId, terms, paymentHabit, search, extra };
}

function groupsOf(
  records: readonly CustomerRecord[],
  idOf: ReadonlyMap<CustomerRecord, number>,
): CustomerGroupsRow[] {
  return records.flatMap((record) => {
    const groups = customerGroups(record.extra);
    const isGrouped = Object.values(groups).some((group) => group !== "");
    return isGrouped ? [{ id: idOf.get(record)!, ...groups }] : [];
  });
}

function parentLinks(
  records: readonly CustomerRecord[],
  idOf: ReadonlyMap<CustomerRecord, number>,
  byNo: ReadonlyMap<string, number>,
) {
  return records.flatMap((record) => {
    const parentId = record.parentNo === "" ? undefined : byNo.get(record.parentNo);
    const id = idOf.get(record)!;
    return parentId === undefined || parentId === id ? [] : [{ id, parentId }];
  });
}

function factsOf(
  record: CustomerRecord,
  customerId: number,
  byNo: ReadonlyMap<string, number>,
): NewFact[] {
  const plain = (kind: NewFact["kind"], values: readonly string[]) =>
    values.map((value): NewFact => ({ customerId, kind, value, paysForId: null }));
  return [
    ...plain("alias", record.aliases),
    ...plain("account", record.accounts),
    ...record.paysFor.map(
      (no): NewFact => ({
        customerId,
        kind: "pays_for",
        value: no,
        paysForId: byNo.get(no) ?? null,
      }),
    ),
  ];
}

/** A customer whose name the file changes goes on being found under the old one. */
function formerNames(
  known: readonly CustomerRecord[],
  before: ReadonlyMap<number, { readonly id: number; readonly name: string }>,
): NewFact[] {
  return known.flatMap((record) => {
    const old = before.get(record.knownId ?? 0);
    if (!old || old.name === record.name) return [];
    return [{ customerId: old.id, kind: "former_name" as const, value: old.name, paysForId: null }];
  });
}

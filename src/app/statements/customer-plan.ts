// Contacts of a customer, the rhythm of its statements, and the clause that counts silence as consent.
import { dayIn } from "../../clock.ts";
import type { ContactBody, CustomerStatements, StatementPlan } from "../../contract/statements.ts";
import { isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { periodDue } from "../../core/statements/cycle.ts";
import { booksById } from "../../db/books.ts";
import {
  endContact,
  insertContact,
  selectContact,
  selectContacts,
  selectPlan,
  storePlan,
  updateContact,
} from "../../db/contacts.ts";
import { selectContractClauses, setDeemedDays } from "../../db/contract-clauses.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { isActiveMember } from "../../db/difference-life.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

type OfCustomer = { readonly booksId: number; readonly customerId: number };
type Gone = { readonly code: "not_found" };

export async function readCustomerStatements(
  deps: Deps,
  orgId: number,
  of: OfCustomer,
): Promise<Result<CustomerStatements, Gone>> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    if ((await selectCustomer(db, { orgId, ...of }, of.customerId)) === null) {
      return refuse({ code: "not_found" });
    }
    return ok(await onWire(db, orgId, of.customerId));
  });
}

/** Without an id: a new contact. */
export function saveContact(
  deps: Deps,
  actor: Actor,
  of: OfCustomer & { readonly id: number | null; readonly contact: ContactBody },
): Promise<Result<CustomerStatements, Gone>> {
  return changing(deps, actor, of, "contact.save", { id: of.id, ...of.contact }, async (db) => {
    const row = { ...of.contact, customerId: of.customerId };
    if (of.id === null) return (await insertContact(db, actor.orgId, row)) > 0;
    return updateContact(db, actor.orgId, { ...row, id: of.id });
  });
}

export function removeContact(
  deps: Deps,
  actor: Actor,
  of: OfCustomer & { readonly id: number },
): Promise<Result<CustomerStatements, Gone>> {
  return changing(deps, actor, of, "contact.end", { id: of.id }, (db) =>
    endContact(db, actor.orgId, of),
  );
}

export async function savePlan(
  deps: Deps,
  actor: Actor,
  of: OfCustomer & { readonly plan: StatementPlan },
): Promise<Result<CustomerStatements, Gone | { readonly code: "owner_not_found" }>> {
  const { memberId } = of.plan;
  const isThere = await inOrganisation(
    deps.pool,
    actor.orgId,
    async (db) => memberId === null || isActiveMember(db, actor.orgId, memberId),
  );
  if (!isThere) return refuse({ code: "owner_not_found" });
  return changing(deps, actor, of, "statement.plan", of.plan, async (db) => {
    const { contactId } = of.plan;
    const contact = contactId === null ? null : await selectContact(db, actor.orgId, contactId);
    if (contactId !== null && contact?.customerId !== of.customerId) return false;
    // a new plan begins with the next period where the day of the last one is past
    const books = await booksById(db, actor.orgId, of.booksId);
    const today = isoDate(dayIn(books?.timeZone ?? "Asia/Shanghai", deps.clock.now()));
    const madeTo = periodDue(of.plan, today)?.to ?? null;
    const by = { ...of.plan, byMemberId: actor.memberId, madeTo };
    await storePlan(db, { orgId: actor.orgId, ...of }, by);
    return true;
  });
}

export function saveDeemedClause(
  deps: Deps,
  actor: Actor,
  of: OfCustomer & { readonly contractId: number; readonly days: number | null },
): Promise<Result<CustomerStatements, Gone>> {
  const { contractId, days } = of;
  return changing(deps, actor, of, "contract.deemed_clause", { contractId, days }, (db) =>
    setDeemedDays(db, actor.orgId, of),
  );
}

async function changing(
  deps: Deps,
  actor: Actor,
  of: OfCustomer,
  action: string,
  detail: object,
  act: (db: Db) => Promise<boolean>,
): Promise<Result<CustomerStatements, Gone>> {
  const { orgId, memberId, name } = actor;
  const { booksId, customerId } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const customer = await selectCustomer(db, { orgId, booksId }, customerId);
    if (customer === null || !(await act(db))) return refuse({ code: "not_found" });
    const subject = { subjectKind: "customer", subjectId: customerId };
    await storeAudit(db, recording, [{ actor: name, action, ...subject, detail }]);
    return ok(await onWire(db, orgId, customerId));
  });
}

async function onWire(db: Db, orgId: number, customerId: number): Promise<CustomerStatements> {
  const contacts = await selectContacts(db, orgId, customerId);
  return {
    contacts: contacts.map(({ customerId: _, ...contact }) => contact),
    plan: await selectPlan(db, orgId, customerId),
    contracts: await selectContractClauses(db, orgId, customerId),
  };
}

// Contacts of a customer and the plan of its statements.
import type { StatementCycle } from "../core/statements/cycle.ts";
import type { StatementForm } from "../core/statements/statement.ts";
import type { Db } from "./pool.ts";

export type ContactRow = {
  readonly id: number;
  readonly customerId: number;
  readonly name: string;
  readonly position: string;
  readonly email: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly language: "zh" | "en";
  readonly purpose: "statement" | "payment" | "superior";
};

const columns = `id, customer_id as "customerId", name, position, email, phone,
  postal_address as "postalAddress", language, purpose`;

export async function selectContact(db: Db, orgId: number, id: number): Promise<ContactRow | null> {
  const { rows } = await db.query<ContactRow>(
    `select ${columns} from customer_contact where org_id = $1 and id = $2 and ended_at is null`,
    [orgId, id],
  );
  return rows[0] ?? null;
}

export async function selectContacts(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<ContactRow[]> {
  const { rows } = await db.query<ContactRow>(
    `select ${columns} from customer_contact
     where org_id = $1 and customer_id = $2 and ended_at is null order by purpose, id`,
    [orgId, customerId],
  );
  return rows;
}

export async function insertContact(
  db: Db,
  orgId: number,
  contact: Omit<ContactRow, "id">,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into customer_contact (org_id, customer_id, name, position, email, phone, language,
       purpose, postal_address) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      orgId,
      contact.customerId,
      contact.name,
      contact.position,
      contact.email,
      contact.phone,
      contact.language,
      contact.purpose,
      contact.postalAddress,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** False when the customer has no such contact. */
export async function updateContact(db: Db, orgId: number, contact: ContactRow): Promise<boolean> {
  const { rowCount } = await db.query(
    `update customer_contact set name = $4, position = $5, email = $6, phone = $7, language = $8,
       purpose = $9, postal_address = $10
     where org_id = $1 and customer_id = $2 and id = $3 and ended_at is null`,
    [
      orgId,
      contact.customerId,
      contact.id,
      contact.name,
      contact.position,
      contact.email,
      contact.phone,
      contact.language,
      contact.purpose,
      contact.postalAddress,
    ],
  );
  return rowCount === 1;
}

export async function endContact(
  db: Db,
  orgId: number,
  of: { readonly customerId: number; readonly id: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update customer_contact set ended_at = now()
     where org_id = $1 and customer_id = $2 and id = $3 and ended_at is null`,
    [orgId, of.customerId, of.id],
  );
  return rowCount === 1;
}

export type PlanRow = {
  readonly cycle: StatementCycle;
  readonly form: StatementForm;
  readonly language: "zh" | "en";
  readonly day: number;
  readonly replyDays: number;
  readonly contactId: number | null;
  readonly memberId: number | null;
};

export async function selectPlan(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<PlanRow | null> {
  const { rows } = await db.query<PlanRow>(
    `select cycle, form, language, day, reply_days as "replyDays", contact_id as "contactId",
       member_id as "memberId"
     from statement_plan where org_id = $1 and customer_id = $2`,
    [orgId, customerId],
  );
  return rows[0] ?? null;
}

export async function storePlan(
  db: Db,
  of: { readonly orgId: number; readonly booksId: number; readonly customerId: number },
  plan: PlanRow & {
    readonly byMemberId: number | null;
    /** Of a new plan: the period whose day is past already; null: none. */
    readonly madeTo: string | null;
  },
): Promise<void> {
  await db.query(
    `insert into statement_plan (org_id, books_id, customer_id, cycle, form, language, day,
       reply_days, contact_id, member_id, by_member_id, made_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (org_id, customer_id) do update set cycle = $4, form = $5, language = $6, day = $7,
       reply_days = $8, contact_id = $9, member_id = $10, by_member_id = $11, updated_at = now()`,
    [
      of.orgId,
      of.booksId,
      of.customerId,
      plan.cycle,
      plan.form,
      plan.language,
      plan.day,
      plan.replyDays,
      plan.contactId,
      plan.memberId,
      plan.byMemberId,
      plan.madeTo,
    ],
  );
}

/** Days of silence after which a contract of the customer counts a statement as confirmed. */
export async function selectDeemedDays(
  db: Db,
  orgId: number,
  customerId: number,
): Promise<number | null> {
  const { rows } = await db.query<{ days: number | null }>(
    `select min(deemed_confirmed_days) as days from contract
     where org_id = $1 and customer_id = $2 and cancelled_at is null`,
    [orgId, customerId],
  );
  return rows[0]?.days ?? null;
}

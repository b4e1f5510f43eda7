// Disputes past their day go one level up: to the finance leads, and again every week they stay open.
// One message a person and day, however many disputes.
import { daysBetween, isoDate } from "../../core/date.ts";
import { disputeReasons } from "../../core/disputes/dispute.ts";
import { readableMinor } from "../../core/money.ts";
import {
  type LateDispute,
  noteEscalated,
  selectLateDisputes,
} from "../../db/dispute-escalation.ts";
import { membersOf } from "../../db/members.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { tellMembers } from "../sending/tell-members.ts";
import { ticketLink } from "./ticket-link.ts";

/** Days after which what was escalated is escalated again. */
const againAfterDays = 7;
/** A message names so many; the page shows all. */
const mostNamed = 30;

export async function escalateDisputes(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId, today } = books;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const now = deps.clock.now();
    const before = new Date(now.getTime() - againAfterDays * 86_400_000);
    const late = await selectLateDisputes(db, books, { today, before });
    if (late.length === 0) return;
    await noteEscalated(db, orgId, { ids: late.map(({ id }) => id), at: now });
    const leads = await leadsOf(db, orgId);
    const readers = new Set([...leads, ...late.flatMap(({ ownerId }) => ownerId ?? [])]);
    for (const memberId of readers) {
      const own = leads.includes(memberId)
        ? late
        : late.filter(({ ownerId }) => ownerId === memberId);
      await tellMembers(db, books, {
        key: `disputes late ${today} ${memberId}`,
        code: "dispute_escalated",
        memberIds: [memberId],
        toTeam: false,
        values: (language) => valuesOf(deps, books, { late: own, language }),
      });
    }
    await tellMembers(db, books, {
      key: `disputes late ${today}`,
      code: "dispute_escalated",
      memberIds: [],
      toTeam: true,
      values: (language) => valuesOf(deps, books, { late, language }),
    });
  });
}

/** Finance leads; where there are none, who signs; where there are none, who runs the books. */
async function leadsOf(db: Db, orgId: number): Promise<readonly number[]> {
  const active = (await membersOf(db, orgId)).filter(({ active: isActive }) => isActive);
  for (const role of ["finance_lead", "approver", "administrator"]) {
    const found = active.filter((member) => member.role === role).map(({ id }) => id);
    if (found.length > 0) return found;
  }
  return [];
}

function valuesOf(
  deps: Pick<Deps, "publicUrl">,
  books: ClockBooks,
  of: { readonly late: readonly LateDispute[]; readonly language: "zh" | "en" },
) {
  const { late, language } = of;
  const list = late.slice(0, mostNamed).map((one) => {
    const days = daysBetween(isoDate(one.dueOn), books.today);
    const amount = `${one.currency} ${readableMinor(one.amountMinor, one.currency, language)}`;
    const reason = disputeReasons[one.reason][language];
    const overdue = language === "zh" ? `超 ${days} 天` : `${days} days late`;
    return [one.customerName, reason, amount, overdue, one.ownerName ?? ""].join(" · ");
  });
  const rest = late.length - list.length;
  return {
    count: String(late.length),
    list: [...list, ...(rest > 0 ? [`… +${rest}`] : [])].join("\n"),
    link: ticketLink(deps, books.booksId, null),
  };
}

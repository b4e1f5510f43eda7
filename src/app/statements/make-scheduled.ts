// Statements by each customer's plan: those whose day has come, as one job that shows in the top bar.
// Each period of a plan is made once; what was made by hand before is left alone.
import { type StatementAskOnWire, statementAsk } from "../../contract/statements.ts";
import { addDays, startOfMonth } from "../../core/date.ts";
import { periodDue } from "../../core/statements/cycle.ts";
import { notePlansMade, selectOpenPlans } from "../../db/statement-plans.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { startBatchWithin } from "./batch-statements.ts";

/** Customers a job; the rest follows at the next turn of the clock. */
const mostCustomers = 5_000;

export async function makeScheduled(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId, booksId, today } = books;
  const to = addDays(startOfMonth(today), -1);
  await inOrganisation(deps.pool, orgId, async (db) => {
    const { policy } = await loadSendingSettings(db, orgId);
    if (policy.scheduled === "off") return;
    const plans = await selectOpenPlans(db, books, to);
    const due = plans.filter((plan) => periodDue(plan, today) !== null).slice(0, mostCustomers);
    if (due.length === 0) return;
    const customerIds = due.map(({ customerId }) => customerId);
    const ask: StatementAskOnWire = statementAsk.parse({
      byPlan: true,
      from: startOfMonth(to),
      to,
      customerIds,
      send: policy.scheduled === "send",
    });
    await startBatchWithin(db, { orgId, booksId, memberId: null }, ask);
    await notePlansMade(db, books, { customerIds, to });
  });
}

// Chases unanswered statements like money: for each the step whose day has come. What leaves by mail
// is sent; calls and letters stay in sight for a person.
import { dayIn } from "../../clock.ts";
import { isoDate } from "../../core/date.ts";
import { chaseDue } from "../../core/statements/cycle.ts";
import { selectUnanswered } from "../../db/statement-list.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import type { OurBooks } from "./change-statement.ts";
import { openSendingDesk, remindOf } from "./send-statements.ts";

export async function chaseUnanswered(
  deps: Deps,
  actor: Actor,
  books: OurBooks,
): Promise<{ readonly reminded: number; readonly byHand: number }> {
  const { orgId, timeZone } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const desk = await openSendingDesk(deps, db, { actor, timeZone });
    const today = isoDate(desk.today);
    let reminded = 0;
    let byHand = 0;
    for (const one of await selectUnanswered(db, books)) {
      const sentOn = isoDate(dayIn(timeZone, one.sentAt));
      const step = chaseDue({ sentOn, today, taken: one.chased });
      if (step === null) continue;
      const leaves = step === "reminder" || (step === "superior" && one.superiorId !== null);
      const contact = step === "superior" ? { contactId: one.superiorId } : {};
      const done = leaves ? await remindOf(desk, { statementId: one.id, step, ...contact }) : null;
      if (done?.ok) reminded += 1;
      else byHand += 1;
    }
    if (reminded > 0) await wakeOutbox(db, { ...books, memberId: actor.memberId });
    return { reminded, byHand };
  });
}

// Chases unanswered statements like money: for each the step whose day has come. What leaves by mail
// is sent; for a call, a letter or a superior nobody knows there is a task for a person. The clock
// also counts silence as consent, where a contract has that clause.
import { dayIn } from "../../clock.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { type ChaseStep, chaseDue, deemedOn } from "../../core/statements/cycle.ts";
import { cancelNeedlessTasks, insertTask } from "../../db/customer-tasks.ts";
import { selectUnanswered, type UnansweredRow } from "../../db/statement-list.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import { deemConfirmed, type OurBooks } from "./change-statement.ts";
import { noteChased, openSendingDesk, remindOf, type SendingDesk } from "./send-statements.ts";

type Chaser = Pick<Actor, "orgId" | "memberId" | "name">;
type Chased = { readonly reminded: number; readonly byHand: number };
type Due = { readonly one: UnansweredRow; readonly step: ChaseStep };

/** Statements a transaction. */
const step = 50;

export async function chaseUnanswered(deps: Deps, actor: Chaser, books: OurBooks): Promise<Chased> {
  const today = isoDate(dayIn(books.timeZone, deps.clock.now()));
  const due = (await unanswered(deps, books)).flatMap((one): Due[] => {
    const sentOn = isoDate(dayIn(books.timeZone, one.sentAt));
    const next = chaseDue({ sentOn, today, taken: one.chased });
    return next === null ? [] : [{ one, step: next }];
  });
  const chased = { reminded: 0, byHand: 0 };
  for (let from = 0; from < due.length; from += step) {
    const some = await chaseSome(deps, { actor, books, due: due.slice(from, from + step) });
    chased.reminded += some.reminded;
    chased.byHand += some.byHand;
  }
  return chased;
}

function unanswered(deps: Deps, books: OurBooks): Promise<UnansweredRow[]> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await cancelNeedlessTasks(db, books);
    return selectUnanswered(db, books);
  });
}

async function chaseSome(
  deps: Deps,
  of: { readonly actor: Chaser; readonly books: OurBooks; readonly due: readonly Due[] },
): Promise<Chased> {
  const { actor, books, due } = of;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const desk = await openSendingDesk(deps, db, { actor, timeZone: books.timeZone });
    const chased = { reminded: 0, byHand: 0 };
    for (const one of due) {
      if (await remind(desk, one)) chased.reminded += 1;
      else if (await leaveToAPerson(desk, books, one)) chased.byHand += 1;
    }
    if (due.length > 0) await wakeOutbox(db, { ...books, memberId: actor.memberId });
    return chased;
  });
}

/** False: that step is not taken by mail. */
async function remind(desk: SendingDesk, { one, step }: Due): Promise<boolean> {
  if (step !== "reminder" && step !== "superior") return false;
  if (step === "superior" && one.superiorId === null) return false;
  const contact = step === "superior" ? { contactId: one.superiorId } : {};
  return (await remindOf(desk, { statementId: one.id, step, ...contact })).ok;
}

const taskKinds = { reminder: "call", call: "call", letter: "letter", superior: "call" } as const;

async function leaveToAPerson(
  desk: SendingDesk,
  books: OurBooks,
  { one, step }: Due,
): Promise<boolean> {
  await insertTask(desk.db, books, {
    customerId: one.customerId,
    kind: taskKinds[step],
    statementId: one.id,
    disputeId: null,
    title: "",
    ownerId: one.ownerId,
    dueOn: desk.today,
    memberId: desk.actor.memberId,
  });
  if (step !== "superior" && step !== "reminder") {
    return (await remindOf(desk, { statementId: one.id, step })).ok;
  }
  // nobody to write to: the step is taken all the same, by a person
  await noteChased(desk, { statementId: one.id, step, to: null });
  return true;
}

/** What the clock does every morning. */
export async function chaseDaily(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId } = books;
  const { policy } = await inOrganisation(deps.pool, orgId, (db) => loadSendingSettings(db, orgId));
  const clock = { orgId, memberId: null, name: "" };
  await countSilence(deps, clock, books);
  if (policy.chaseDaily) await chaseUnanswered(deps, clock, books);
}

async function countSilence(deps: Deps, clock: Chaser, books: ClockBooks): Promise<void> {
  const silent = (await unanswered(deps, books)).filter((one) => isDeemed(one, books));
  for (const { id } of silent) await deemConfirmed(deps, clock, books, { statementId: id });
}

function isDeemed(
  { sentAt, deemedDays }: UnansweredRow,
  { timeZone, today }: { readonly timeZone: string; readonly today: IsoDate },
): boolean {
  const from = deemedOn(isoDate(dayIn(timeZone, sentAt)), deemedDays);
  return from !== null && from <= today;
}

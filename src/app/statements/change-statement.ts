// What we do to a statement that exists: send, withdraw, hold, chase, count silence as consent.

import { dayIn } from "../../clock.ts";
import { isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type AnswerRefusal, checkAct } from "../../core/statements/answer.ts";
import { type ChaseStep, deemedOn } from "../../core/statements/cycle.ts";
import { selectContacts, selectDeemedDays } from "../../db/contacts.ts";
import { cancelStatementMessages } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import {
  insertStatementEvents,
  lockStatement,
  type StatementChange,
  type StatementRow,
  selectStatementLines,
  updateStatement,
  updateStatementLines,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { openSendingDesk, remindOf, type SendRefusal, sendStatement } from "./send-statements.ts";

export type OurBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly timeZone: string;
};

/** memberId null: the clock. */
type Changer = Pick<Actor, "memberId" | "name">;

export type ChangeRefusal =
  | SendRefusal
  | { readonly code: "no_deemed_clause" }
  | { readonly code: "deemed_too_early"; readonly date: string };

export async function sendOne(
  deps: Deps,
  actor: Actor,
  books: OurBooks,
  of: { readonly statementId: number; readonly contactId?: number | undefined },
): Promise<Result<{ readonly version: number }, ChangeRefusal>> {
  return onOwn(deps, books, of.statementId, async (db) => {
    const desk = await openSendingDesk(deps, db, { actor, timeZone: books.timeZone });
    const sent = await sendStatement(desk, of);
    if (!sent.ok) return sent;
    await wakeOutbox(db, { ...books, memberId: actor.memberId });
    return sent;
  });
}

/** Its links are dead, what has not left stays here, its open lines are withdrawn. */
export async function withdrawStatement(
  deps: Deps,
  actor: Actor,
  books: OurBooks,
  of: { readonly statementId: number; readonly reason: string },
): Promise<Result<null, ChangeRefusal>> {
  return onOwn(deps, books, of.statementId, async (db, statement) => {
    const allowed = checkAct(statement.confirmation, "withdraw");
    if (!allowed.ok) return allowed;
    const { orgId } = books;
    const cancelled = await cancelStatementMessages(db, orgId, statement.id);
    const lines = await selectStatementLines(db, orgId, statement.id);
    await updateStatementLines(
      db,
      { orgId, statementId: statement.id },
      lines.map((line) => ({ ...line, state: "withdrawn", decidedBy: actor.name })),
    );
    const detail = { reason: of.reason, before: statement.confirmation, cancelled };
    await change(db, { books, statement, actor }, "withdrawn", detail, {
      confirmation: "withdrawn",
      killLinks: true,
    });
    return ok(null);
  });
}

export async function holdStatement(
  deps: Deps,
  actor: Actor,
  books: OurBooks,
  of: { readonly statementId: number; readonly onHold: boolean; readonly reason: string },
): Promise<Result<null, ChangeRefusal>> {
  return onOwn(deps, books, of.statementId, async (db, statement) => {
    const allowed = checkAct(statement.confirmation, "hold");
    if (!allowed.ok) return allowed;
    const act = of.onHold ? "held" : "released";
    const { reason, onHold } = of;
    await change(db, { books, statement, actor }, act, { reason }, { onHold });
    return ok(null);
  });
}

/** A step of chasing an answer; a call or a letter is only noted, the others leave by mail. */
export async function chaseStatement(
  deps: Deps,
  actor: Actor,
  books: OurBooks,
  of: { readonly statementId: number; readonly step: ChaseStep },
): Promise<Result<{ readonly step: ChaseStep }, ChangeRefusal>> {
  return onOwn(deps, books, of.statementId, async (db, statement) => {
    const desk = await openSendingDesk(deps, db, { actor, timeZone: books.timeZone });
    const contacts = await selectContacts(db, books.orgId, statement.customerId);
    const superior = contacts.find(({ purpose }) => purpose === "superior");
    const contactId = of.step === "superior" ? (superior?.id ?? null) : statement.contactId;
    if (of.step === "superior" && contactId === null) {
      return refuse({ code: "no_contact", customer: statement.customerName });
    }
    const chased = await remindOf(desk, { ...of, contactId });
    if (!chased.ok) return chased;
    await wakeOutbox(db, { ...books, memberId: actor.memberId });
    return chased;
  });
}

/** Silence is consent only where a contract says so, and only after its days. */
export async function deemConfirmed(
  deps: Deps,
  actor: Changer,
  books: OurBooks,
  of: { readonly statementId: number },
): Promise<Result<null, ChangeRefusal>> {
  return onOwn(deps, books, of.statementId, async (db, statement) => {
    const allowed = checkAct(statement.confirmation, "deem");
    if (!allowed.ok) return allowed;
    const days = await selectDeemedDays(db, books.orgId, statement.customerId);
    if (days === null || statement.sentAt === null) return refuse({ code: "no_deemed_clause" });
    const day = (at: Date) => isoDate(dayIn(books.timeZone, at));
    const from = deemedOn(day(statement.sentAt), days);
    if (from === null || day(deps.clock.now()) < from) {
      return refuse({ code: "deemed_too_early", date: from ?? "" });
    }
    const lines = await selectStatementLines(db, books.orgId, statement.id);
    const silent = lines.filter(({ state }) => state === "open");
    await updateStatementLines(
      db,
      { orgId: books.orgId, statementId: statement.id },
      silent.map((line) => ({ ...line, state: "agreed", decidedBy: "" })),
    );
    const answer = { side: "us", strength: "silence", days };
    await change(db, { books, statement, actor }, "deemed_confirmed", answer, {
      confirmation: "deemed_confirmed",
      answer,
    });
    return ok(null);
  });
}

async function onOwn<T>(
  deps: Deps,
  books: OurBooks,
  statementId: number,
  act: (db: Db, statement: StatementRow) => Promise<Result<T, ChangeRefusal | AnswerRefusal>>,
): Promise<Result<T, ChangeRefusal>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const statement = await lockStatement(db, books.orgId, statementId);
    if (statement?.booksId !== books.booksId) return refuse({ code: "not_found" });
    return act(db, statement);
  });
}

async function change(
  db: Db,
  of: { readonly books: OurBooks; readonly statement: StatementRow; readonly actor: Changer },
  act: string,
  detail: object,
  to: StatementChange,
): Promise<void> {
  const { books, statement, actor } = of;
  await updateStatement(db, books.orgId, statement.id, to);
  const { name, memberId } = actor;
  const event = {
    statementId: statement.id,
    act,
    side: memberId === null ? ("system" as const) : ("us" as const),
    actor: name,
    memberId,
    detail,
  };
  await insertStatementEvents(db, books, [event]);
}

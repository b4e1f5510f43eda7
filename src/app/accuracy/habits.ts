// How customers usually pay: learned from people's confirmations, forgotten with their undos, shown
// with where it was learned, revoked and taken back one by one.
import type { HabitList } from "../../contract/habits.ts";
import {
  type HabitCode,
  habitsOf,
  habitsShown,
  habitWeights,
} from "../../core/calibration/habits.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import {
  insertHabitMark,
  type SettlementRow,
  selectRevokedHabits,
  selectSettlements,
} from "../../db/habits.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };
/** The lines a habit names as its source, newest first. */
const mostSources = 3;

/** For a run: ln of how much likelier readings of a template are, by customer. */
export async function learnedWeights(
  db: Db,
  books: InBooks,
): Promise<ReadonlyMap<number, Readonly<Record<string, number>>>> {
  const settlements = await selectSettlements(db, books, null);
  const revoked = await revokedKeys(db, books);
  const byCustomer = Map.groupBy(settlements, ({ customerId }) => customerId);
  return new Map(
    [...byCustomer].map(([id, own]) => [
      id,
      habitWeights(habitsOf(own.map(habitsShown), (code) => revoked.has(`${id} ${code}`))),
    ]),
  );
}

async function revokedKeys(db: Db, books: InBooks): Promise<Set<string>> {
  const rows = await selectRevokedHabits(db, books);
  return new Set(rows.map(({ customerId, code }) => `${customerId} ${code}`));
}

export async function listHabits(
  deps: Deps,
  books: InBooks,
  customerId: number,
): Promise<Result<HabitList, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    if ((await selectCustomer(db, books, customerId)) === null)
      return refuse({ code: "not_found" });
    return ok(await habitList(db, books, customerId));
  });
}

async function habitList(db: Db, books: InBooks, customerId: number): Promise<HabitList> {
  const settlements = await selectSettlements(db, books, customerId);
  const revoked = await revokedKeys(db, books);
  const isRevoked = (code: HabitCode) => revoked.has(`${customerId} ${code}`);
  return {
    rows: habitsOf(settlements.map(habitsShown), isRevoked).map((habit) => ({
      ...habit,
      isRevoked: isRevoked(habit.code),
      learnedFrom: sourcesOf(settlements, habit.code),
    })),
  };
}

function sourcesOf(settlements: readonly SettlementRow[], code: HabitCode) {
  return settlements
    .filter((one) => habitsShown(one).includes(code))
    .slice(-mostSources)
    .reverse()
    .map(({ lineId, date, by }) => ({ lineId, date, by }));
}

export async function markHabit(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly customerId: number;
    readonly code: HabitCode;
    readonly act: "revoke" | "restore";
  },
): Promise<Result<HabitList, { readonly code: "not_found" }>> {
  const { orgId, memberId } = actor;
  const { booksId, customerId, code, act } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    if ((await selectCustomer(db, recording, customerId)) === null) {
      return refuse({ code: "not_found" });
    }
    await insertHabitMark(db, recording, { customerId, code, act });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: `habit.${act}`,
        subjectKind: "customer",
        subjectId: customerId,
        detail: { habit: code },
      },
    ]);
    return ok(await habitList(db, { orgId, booksId }, customerId));
  });
}

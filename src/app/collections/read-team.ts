// 团队看板: who has how much to collect, what was done today and this month, and what came in of it
// against the target.
import type { TeamBoard } from "../../contract/collections.ts";
import { addDays, addMonths, isoDate } from "../../core/date.ts";
import { divideHalfUp, formatMinor } from "../../core/money.ts";
import { selectTargets, type TargetRow } from "../../db/collection-settings.ts";
import {
  type CollectorActsRow,
  type PromiseCountsRow,
  type RecoveredRow,
  selectCallCounts,
  selectPromiseCounts,
  selectRecovered,
  selectTeam,
  type TeamMemberRow,
} from "../../db/collection-team.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { type LoadedCase, loadCases } from "./load-cases.ts";

export type TeamFacts = {
  readonly cases: readonly LoadedCase[];
  readonly calls: readonly CollectorActsRow[];
  readonly promises: readonly PromiseCountsRow[];
  readonly recovered: readonly RecoveredRow[];
  readonly targets: readonly TargetRow[];
};

export async function readTeam(
  deps: Deps,
  books: CollectionBooks,
  asked: string | undefined,
): Promise<TeamBoard> {
  const { today, homeCurrency } = books;
  const month = asked ?? today.slice(0, 7);
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const settings = await loadCollectionSettings(db, books);
    const cases = await loadCases(db, books, { settings });
    const facts = await loadTeamFacts(db, books, { cases, month });
    const team = await selectTeam(db, books.orgId);
    const members = team.filter((member) => isShown(member, facts));
    const rows = [...members, null].map((member) => ({
      member: member && { id: member.id, name: member.name, role: member.role },
      ...figuresOf(facts, { memberId: member?.id ?? null, homeCurrency }),
    }));
    return {
      month,
      homeCurrency,
      rows: rows.filter(({ member, customers }) => member !== null || customers > 0),
      total: teamTotal(facts, homeCurrency),
    };
  });
}

/** Of a month; what cannot be known yet ends today. */
export async function loadTeamFacts(
  db: Db,
  books: CollectionBooks,
  { cases, month }: { readonly cases: readonly LoadedCase[]; readonly month: string },
): Promise<TeamFacts> {
  const from = isoDate(`${month}-01`);
  const end = addDays(addMonths(from, 1), -1);
  const span = { from, to: end < books.today ? end : books.today };
  return {
    cases,
    calls: await selectCallCounts(db, books, span),
    promises: await selectPromiseCounts(db, books, { from, to: end }),
    recovered: await selectRecovered(db, books, span),
    targets: await selectTargets(db, books, month),
  };
}

/** Collectors, and whoever else has customers, calls or a target. */
function isShown({ id, role }: TeamMemberRow, facts: TeamFacts): boolean {
  return (
    role === "collector" ||
    facts.cases.some(({ customer }) => customer.assigneeId === id) ||
    [...facts.calls, ...facts.targets].some(({ memberId }) => memberId === id)
  );
}

type Figures = Omit<TeamBoard["rows"][number], "member">;

function figuresOf(
  facts: TeamFacts,
  { memberId, homeCurrency }: { readonly memberId: number | null; readonly homeCurrency: string },
): Figures {
  const own = <R extends { readonly memberId: number | null }>(rows: readonly R[]) =>
    rows.filter((row) => row.memberId === memberId);
  // the target of nobody is the team's
  const targets = memberId === null ? [] : own(facts.targets);
  return sumOf(
    {
      cases: facts.cases.filter(({ customer }) => customer.assigneeId === memberId),
      calls: own(facts.calls),
      promises: own(facts.promises),
      recovered: own(facts.recovered),
      targets,
    },
    homeCurrency,
  );
}

/** The team's target is the one set for it, else what its members have together. */
export function teamTotal(facts: TeamFacts, homeCurrency: string): Figures {
  const ofTeam = facts.targets.filter(({ memberId }) => memberId === null);
  return sumOf({ ...facts, targets: ofTeam.length > 0 ? ofTeam : facts.targets }, homeCurrency);
}

function sumOf(facts: TeamFacts, homeCurrency: string): Figures {
  const { cases, calls, promises, targets } = facts;
  const text = (minor: number) => formatMinor(minor, homeCurrency);
  const recovered = facts.recovered.reduce((sum, { homeMinor }) => sum + homeMinor, 0);
  const target = targets.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const kept = promises.reduce((sum, row) => sum + row.kept, 0);
  const broken = promises.reduce((sum, row) => sum + row.broken, 0);
  return {
    customers: cases.length,
    overdue: text(cases.reduce((sum, { overdueHome }) => sum + overdueHome, 0)),
    ask: text(cases.reduce((sum, { askHome }) => sum + askHome, 0)),
    due: cases.filter(({ standing }) => standing.standing === "call").length,
    callsToday: calls.reduce((sum, row) => sum + row.today, 0),
    calls: calls.reduce((sum, row) => sum + row.calls, 0),
    reached: calls.reduce((sum, row) => sum + row.reached, 0),
    recovered: text(recovered),
    target: targets.length === 0 ? null : text(target),
    share: target === 0 ? null : percentText(recovered, target),
    kept,
    broken,
    keptShare: kept + broken === 0 ? null : percentText(kept, kept + broken),
  };
}

/** One decimal, half up; below zero where more was taken back than came in. */
function percentText(part: number, whole: number): string {
  const tenths = divideHalfUp(BigInt(part) * 1000n, BigInt(whole));
  const size = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? "-" : ""}${size / 10n}.${size % 10n}`;
}

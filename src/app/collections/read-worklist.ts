// 催收工作台, left: the customers to ask for money today, the most pressing first, each with its sentence.
import type { CollectionCase, Worklist, WorklistQuery } from "../../contract/collections.ts";
import { shownGrades } from "../../contract/collections.ts";
import { type Standing, standings } from "../../core/collections/standing.ts";
import { formatMinor } from "../../core/money.ts";
import { selectTeam } from "../../db/collection-team.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type CollectionBooks, loadCollectionSettings } from "./collection-books.ts";
import { loadDueSums } from "./due-sums.ts";
import { type LoadedCase, loadCases } from "./load-cases.ts";

const standingNames = Object.keys(standings) as Standing[]; // the record's own keys

export async function readWorklist(
  deps: Deps,
  books: CollectionBooks,
  { query, memberId }: { readonly query: WorklistQuery; readonly memberId: number | null },
): Promise<Worklist> {
  const { today, homeCurrency } = books;
  const due = await loadDueSums(deps, books);
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const settings = await loadCollectionSettings(db, books);
    const cases = await loadCases(db, books, { settings, due });
    const own = cases.filter((one) => isWanted(one, query, memberId));
    // each row of counts says what its next click would show: all other filters hold for it
    const ofStanding = own.filter((one) => isOfStanding(one, query));
    const ofGrade = own.filter((one) => isOfGrade(one, query));
    const shown = ofStanding.filter((one) => isOfGrade(one, query)).sort(byPoints);
    const money = (list: readonly LoadedCase[]) => ({
      count: list.length,
      amount: formatMinor(askOf(list), homeCurrency),
    });
    return {
      today,
      homeCurrency,
      rows: shown.slice(0, query.limit).map((one) => caseOnWire(one, homeCurrency)),
      ...money(shown),
      byStanding: standingNames.map((standing) => ({
        standing,
        ...money(ofGrade.filter((one) => one.standing.standing === standing)),
      })),
      byGrade: shownGrades.map((grade) => ({
        grade,
        ...money(ofStanding.filter((one) => gradeOfCase(one) === grade)),
      })),
      members: (await selectTeam(db, books.orgId)).map(({ id, name }) => ({ id, name })),
    };
  });
}

function gradeOfCase({ graded }: LoadedCase): (typeof shownGrades)[number] {
  return graded.grade ?? "none";
}

function askOf(cases: readonly LoadedCase[]): number {
  return cases.reduce((sum, { askHome }) => sum + askHome, 0);
}

function isWanted(one: LoadedCase, query: WorklistQuery, memberId: number | null): boolean {
  const { q = "", assignee } = query;
  const { name, no, assigneeId } = one.customer;
  const text = q.trim().toLowerCase();
  if (text !== "" && !`${name} ${no}`.toLowerCase().includes(text)) return false;
  if (assignee === undefined) return true;
  if (assignee === "none") return assigneeId === null;
  return assigneeId === (assignee === "me" ? memberId : Number(assignee));
}

function isOfGrade(one: LoadedCase, { grade }: WorklistQuery): boolean {
  return !grade || grade.includes(gradeOfCase(one));
}

function isOfStanding(one: LoadedCase, { standing }: WorklistQuery): boolean {
  return standing === undefined || standing.includes(one.standing.standing);
}

/** Equal points: more money first, then the older customer. */
function byPoints(a: LoadedCase, b: LoadedCase): number {
  return b.score.points - a.score.points || b.askHome - a.askHome || a.customer.id - b.customer.id;
}

export function caseOnWire(one: LoadedCase, homeCurrency: string): CollectionCase {
  const { customer, tasks, promises, sums, graded, score, standing } = one;
  const { id, no, name, assigneeId, assigneeName, region, isHeld } = customer;
  const [next] = tasks;
  return {
    customer: { id, no, name },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? "" },
    region,
    isHeld,
    documents: one.documents,
    ...graded,
    asks: sums
      .filter(({ askMinor }) => askMinor > 0)
      .map(({ currency, askMinor }) => ({ currency, amount: formatMinor(askMinor, currency) })),
    ask: formatMinor(one.askHome, homeCurrency),
    overdue: formatMinor(one.overdueHome, homeCurrency),
    facts: {
      oldestDays: one.oldestDays,
      lateProbability: one.lateProbability,
      brokenPromises: one.brokenPromises,
      untouchedDays: one.untouchedDays,
      promisedFor: promises[0]?.dueOn ?? null,
      nextStep: next ? { id: next.id, kind: next.kind, dueOn: next.dueOn } : null,
    },
    standing: standing.standing,
    until: standing.until,
    points: score.points,
    parts: score.parts.map((part) => ({ ...part })),
  };
}

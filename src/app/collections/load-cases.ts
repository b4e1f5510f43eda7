// All customers that can be asked for money today, scored and judged: the worklist, the team board and
// the dashboard read the same cases.
import type { CollectionSettings } from "../../contract/collections.ts";
import { type Score, scoreCase } from "../../core/collections/score.ts";
import { type CaseStanding, standingOf } from "../../core/collections/standing.ts";
import { addDays, daysBetween, isoDate } from "../../core/date.ts";
import {
  type ClaimsByGrade,
  customerGradeBySums,
  type GradedCustomer,
} from "../../core/dunning/customer-grade.ts";
import { type GradeRule, gradeDaysOf } from "../../core/dunning/grade.ts";
import { divideHalfUp, toSafeMinor } from "../../core/money.ts";
import {
  type ContactDaysRow,
  selectContactDays,
  selectOpenTasks,
  type TaskRow,
} from "../../db/collection-calls.ts";
import {
  type CaseCustomerRow,
  type CustomerMoneyRow,
  type DueSumRow,
  selectCaseCustomers,
  selectDueSums,
  selectLateProbabilities,
  selectOnTheWay,
  selectUnapplied,
} from "../../db/collection-cases.ts";
import {
  type PromiseRow,
  selectBrokenPromises,
  selectOpenPromises,
} from "../../db/collection-promises.ts";
import type { Db } from "../../db/pool.ts";
import { claimsByGrade } from "../dunning/claims-by-grade.ts";
import { loadGradeRules } from "../dunning/grade-rules.ts";
import type { CollectionBooks } from "./collection-books.ts";

/** Of one currency; minor units of it. */
export type CaseSums = {
  readonly currency: string;
  readonly overdueMinor: number;
  readonly disputedMinor: number;
  readonly creditMinor: number;
  readonly unappliedMinor: number;
  readonly onTheWayMinor: number;
  readonly askMinor: number;
  readonly askHome: number;
};

export type LoadedCase = {
  readonly customer: CaseCustomerRow;
  readonly sums: readonly CaseSums[];
  readonly documents: number;
  readonly overdueHome: number;
  readonly askHome: number;
  readonly oldestDays: number | null;
  readonly lateProbability: number | null;
  readonly brokenPromises: number;
  readonly untouchedDays: number | null;
  readonly promises: readonly PromiseRow[];
  readonly tasks: readonly TaskRow[];
  readonly contacts: readonly string[];
  readonly graded: GradedCustomer;
  readonly score: Score;
  readonly standing: CaseStanding;
};

/** Promises broken within this time count. */
const promiseMemoryDays = 365;

export async function loadCases(
  db: Db,
  books: CollectionBooks,
  of: {
    readonly settings: CollectionSettings;
    readonly customerId?: number;
    /** What is due, where it is known already. */
    readonly due?: readonly DueSumRow[];
  },
): Promise<LoadedCase[]> {
  const { today } = books;
  const customerId = of.customerId ?? null;
  const grades = await loadGradeRules(db, books);
  const gradeDays = gradeDaysOf(grades);
  const due = of.due ?? (await selectDueSums(db, books, { today, customerId, gradeDays }));
  const byCustomer = Map.groupBy(due, (row) => row.customerId);
  const ids = [...byCustomer.keys()];
  const customers = await selectCaseCustomers(db, books, ids);
  const facts = { ...(await loadFacts(db, books, customerId)), grades };
  const probabilities = await selectLateProbabilities(db, books, customerId);
  return customers.map((customer) =>
    caseOf({ customer, due: byCustomer.get(customer.id) ?? [], facts, probabilities }, books, of),
  );
}

type Facts = {
  readonly grades: readonly GradeRule[];
  readonly unapplied: ReadonlyMap<string, number>;
  readonly onTheWay: ReadonlyMap<string, number>;
  readonly contacts: ReadonlyMap<number, ContactDaysRow>;
  readonly tasks: ReadonlyMap<number, readonly TaskRow[]>;
  readonly promises: ReadonlyMap<number, readonly PromiseRow[]>;
  readonly broken: ReadonlyMap<number, number>;
};

async function loadFacts(
  db: Db,
  books: CollectionBooks,
  customerId: number | null,
): Promise<Omit<Facts, "grades">> {
  const { today } = books;
  const contacts = await selectContactDays(db, books, today);
  const tasks = await selectOpenTasks(db, books, customerId);
  const promises = await selectOpenPromises(db, books, customerId);
  const broken = await selectBrokenPromises(db, books, addDays(today, -promiseMemoryDays));
  return {
    unapplied: moneyMap(await selectUnapplied(db, books)),
    onTheWay: moneyMap(await selectOnTheWay(db, books)),
    contacts: new Map(contacts.map((row) => [row.customerId, row])),
    tasks: Map.groupBy(tasks, (task) => task.customerId),
    promises: Map.groupBy(promises, (promise) => promise.customerId),
    broken: new Map(broken.map((row) => [row.customerId, row.count])),
  };
}

function moneyMap(rows: readonly CustomerMoneyRow[]): Map<string, number> {
  return new Map(rows.map((row) => [`${row.customerId} ${row.currency}`, row.minor]));
}

type CaseInput = {
  readonly customer: CaseCustomerRow;
  readonly due: readonly DueSumRow[];
  readonly facts: Facts;
  readonly probabilities: ReadonlyMap<number, number>;
};

function caseOf(
  { customer, due, facts, probabilities }: CaseInput,
  { today, homeCurrency }: CollectionBooks,
  { settings }: { readonly settings: CollectionSettings },
): LoadedCase {
  const sums = due.map((row) => sumsOf(row, facts));
  const askHome = sums.reduce((sum, one) => sum + one.askHome, 0);
  const promises = facts.promises.get(customer.id) ?? [];
  const tasks = facts.tasks.get(customer.id) ?? [];
  const touched = facts.contacts.get(customer.id);
  const oldest = due.flatMap(({ oldestDue }) => oldestDue ?? []).sort()[0];
  const known = {
    oldestDays: oldest === undefined ? null : daysBetween(isoDate(oldest), today),
    lateProbability: probabilities.get(customer.id) ?? null,
    brokenPromises: facts.broken.get(customer.id) ?? 0,
    untouchedDays: touched?.lastOn ? daysBetween(isoDate(touched.lastOn), today) : null,
  };
  const graded = customerGradeBySums(
    due.map((row) => claimsOf(row, facts)),
    facts.grades,
  );
  const { grade } = graded;
  const contacts = touched?.recent ?? [];
  const stepDueDays = latestStep(promises, tasks, today);
  return {
    customer,
    sums,
    documents: due.reduce((sum, row) => sum + row.documents, 0),
    overdueHome: due.reduce((sum, row) => sum + row.overdueHome, 0),
    askHome,
    ...known,
    promises,
    tasks,
    contacts,
    graded,
    score: scoreCase(
      { askMinor: askHome, homeCurrency, stepDueDays, grade, ...known },
      settings.weights,
    ),
    standing: standingOf({
      today,
      askMinor: askHome,
      promisedFor: promises.map(({ dueOn }) => isoDate(dueOn)),
      promisedMinor: promisedHome(promises, sums),
      stepsDue: tasks.map(({ dueOn }) => isoDate(dueOn)),
      contacts: contacts.map(isoDate),
      weekCap: settings.weekCap,
    }),
  };
}

function claimsOf(row: DueSumRow, { unapplied }: Facts): ClaimsByGrade {
  const moneyMinor = unapplied.get(`${row.customerId} ${row.currency}`) ?? 0;
  return claimsByGrade({ ...row, creditMinor: row.freeCreditMinor + moneyMinor });
}

/** Never below zero: money too much is a credit balance, not a claim. */
function sumsOf(row: DueSumRow, facts: Facts): CaseSums {
  const { currency, overdueMinor, disputedMinor, creditMinor } = row;
  const key = `${row.customerId} ${currency}`;
  const unappliedMinor = facts.unapplied.get(key) ?? 0;
  const onTheWayMinor = facts.onTheWay.get(key) ?? 0;
  const left = overdueMinor - disputedMinor + creditMinor - unappliedMinor - onTheWayMinor;
  const askMinor = Math.max(0, left);
  const home = divideHalfUp(BigInt(row.overdueHome) * BigInt(askMinor), BigInt(overdueMinor));
  return {
    currency,
    overdueMinor,
    disputedMinor,
    creditMinor,
    unappliedMinor,
    onTheWayMinor,
    askMinor,
    askHome: toSafeMinor(home),
  };
}

/** Promises in the currencies that are asked for, at the rate of what is asked. */
function promisedHome(promises: readonly PromiseRow[], sums: readonly CaseSums[]): number {
  return sums.reduce((total, { currency, askMinor, askHome }) => {
    const promised = promises
      .filter((promise) => promise.currency === currency)
      .reduce((sum, { amountMinor, receivedMinor }) => sum + amountMinor - receivedMinor, 0);
    if (askMinor === 0) return total;
    const covered = BigInt(Math.min(promised, askMinor));
    return total + toSafeMinor(divideHalfUp(covered * BigInt(askHome), BigInt(askMinor)));
  }, 0);
}

/** Days since the first promise or next step that is due; null: none is due yet. */
function latestStep(
  promises: readonly PromiseRow[],
  tasks: readonly TaskRow[],
  today: CollectionBooks["today"],
): number | null {
  const first = [...promises, ...tasks].map(({ dueOn }) => dueOn).sort()[0];
  if (first === undefined || first > today) return null;
  return daysBetween(isoDate(first), today);
}

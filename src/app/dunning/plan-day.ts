// Today's plan of every customer, or of some: what the run stores and the preview shows.
import type {
  DunningAskOnWire,
  DunningPlanRow,
  DunningPreview,
  PreviewAsk,
} from "../../contract/dunning.ts";
import { assert } from "../../core/assert.ts";
import type { ItemAsk } from "../../core/dunning/asking.ts";
import { customerGradeOf } from "../../core/dunning/customer-grade.ts";
import { type CustomerPlan, type DunningRules, planCustomer } from "../../core/dunning/plan.ts";
import { formatMinor } from "../../core/money.ts";
import type { Db } from "../../db/pool.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type FactsOf, type LoadedCustomer, loadFacts } from "./load-facts.ts";
import { type DunningBooks, type LoadedRules, loadRules } from "./rules.ts";

export type PlannedCustomer = { readonly customer: LoadedCustomer; readonly plan: CustomerPlan };

/** What a row says beside the plan. */
type RowOf = { readonly books: DunningBooks; readonly rules: DunningRules };

export async function planDay(
  db: Db,
  books: DunningBooks,
  of: { readonly loaded: LoadedRules } & Omit<FactsOf, "policies">,
): Promise<PlannedCustomer[]> {
  const { loaded, ...whom } = of;
  const customers = await loadFacts(db, books, { ...whom, policies: loaded.policies });
  return customers.map((customer) => ({
    customer,
    plan: planCustomer(customer.facts, loaded.rules, books.today),
  }));
}

/** Who would get what today, with a change that is tried before it is saved. */
export async function previewDay(
  deps: Deps,
  books: DunningBooks,
  ask: PreviewAsk,
): Promise<DunningPreview> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const loaded = await loadRules(db, books, ask);
    const planned = await planDay(db, books, { loaded });
    const shown = planned.filter(({ plan }) => isShown(plan)).sort(touchedFirst);
    const touched = shown.filter(({ plan }) => plan.touch !== null);
    const sum = (plans: readonly PlannedCustomer[]) =>
      formatMinor(
        plans.reduce((total, { plan }) => total + touchedHome(plan), 0n),
        books.homeCurrency,
      );
    return {
      day: books.today,
      isWorkingDay: loaded.rules.calendar.isWorkingDay(books.today),
      rows: shown.slice(0, ask.limit).map((one) => planRow(one, { books, rules: loaded.rules })),
      counts: {
        customers: shown.length,
        touched: touched.length,
        held: shown.filter(({ plan }) => plan.held !== null && plan.held !== "not_yet").length,
        starts: shown.reduce((count, { plan }) => count + plan.newDebts.length, 0),
        actions: shown.reduce((count, { plan }) => count + plan.actions.length, 0),
        askedHome: sum(touched),
      },
    };
  });
}

/** Something is due, or something is to be done. */
function isShown(plan: CustomerPlan): boolean {
  return (
    plan.touch !== null ||
    plan.task !== null ||
    plan.actions.length > 0 ||
    plan.asks.some(({ days }) => days > 0)
  );
}

function touchedFirst(a: PlannedCustomer, b: PlannedCustomer): number {
  const rank = ({ plan }: PlannedCustomer) => (plan.touch ? 0 : plan.newDebts.length > 0 ? 1 : 2);
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  const [homeA, homeB] = [overdueHomeOf(a.plan), overdueHomeOf(b.plan)];
  if (homeA !== homeB) return homeA > homeB ? -1 : 1;
  return a.plan.customerId - b.plan.customerId;
}

function touchedHome({ touch }: CustomerPlan): bigint {
  return (touch?.asks ?? []).reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}

/** What a touch asks for, else what is overdue and could be asked. */
function asksShown(plan: CustomerPlan): readonly ItemAsk[] {
  return (
    plan.touch?.asks ?? plan.asks.filter(({ days, askedMinor }) => days > 0 && askedMinor > 0n)
  );
}

function overdueHomeOf(plan: CustomerPlan): bigint {
  return asksShown(plan).reduce((sum, { askedHomeMinor }) => sum + askedHomeMinor, 0n);
}

export function askedSums(
  asks: readonly ItemAsk[],
): { readonly currency: string; readonly minor: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { item, askedMinor } of asks) {
    sums.set(item.currency, (sums.get(item.currency) ?? 0n) + askedMinor);
  }
  return [...sums].sort().map(([currency, minor]) => ({ currency, minor }));
}

export function planRow(
  { customer, plan }: PlannedCustomer,
  { books, rules }: RowOf,
): DunningPlanRow {
  const { touch } = plan;
  const { grades } = rules;
  const asks = asksShown(plan);
  return {
    customer: { id: customer.state.id, no: customer.state.no, name: customer.state.name },
    ...customerGradeOf(customer.facts, { grades, day: books.today }),
    asked: askedSums(asks).map(({ currency, minor }) => ({
      currency,
      amount: formatMinor(minor, currency),
    })),
    askedHome: formatMinor(overdueHomeOf(plan), books.homeCurrency),
    oldestDays: asks.reduce((oldest, { days }) => Math.max(oldest, days), 0),
    itemCount: asks.length,
    touch: touch && {
      kind: touch.kind,
      channel: touch.channel,
      template: touch.template,
      tone: touch.tone,
      approver: touch.approver,
      nominal: touch.nominal,
    },
    task: plan.task && { approver: plan.task.approver, nominal: plan.task.nominal },
    held: plan.held,
    readyOn: plan.readyOn,
    newDebts: plan.newDebts.length,
    actions: plan.actions.map(({ kind }) => kind),
  };
}

/** Every document of the plan with where its open amount goes. */
export function askRows(plan: CustomerPlan): DunningAskOnWire[] {
  return plan.asks.map((ask) => {
    const { item } = ask;
    const amount = (minor: bigint) => formatMinor(minor, item.currency);
    assert(item.dueDate !== null, "what has no due date is not asked for");
    const start = plan.newDebts.find(({ itemId }) => itemId === item.itemId);
    return {
      itemId: item.itemId,
      no: item.no,
      kind: item.kind,
      currency: item.currency,
      dueDate: item.dueDate,
      days: ask.days,
      open: amount(item.openMinor),
      disputed: amount(ask.disputedMinor),
      credit: amount(ask.creditMinor),
      promised: amount(ask.promisedMinor),
      asked: amount(ask.askedMinor),
      nominal: plan.touch?.takes.get(item.itemId) ?? plan.task?.takes.get(item.itemId) ?? null,
      startAt: start?.proposed.nominal ?? null,
    };
  });
}

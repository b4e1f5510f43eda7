// The steps of closing a month (ACCOUNTING §9), each with what it found: done, to look at, blocking,
// or not in use in these books.
import type { CloseStep } from "../../contract/periods.ts";
import { addDays, type IsoDate, isoDate, monthOf } from "../../core/date.ts";
import { formatGrouped } from "../../core/money.ts";
import {
  type CountAndMoney,
  type MonthEnd,
  maturedBills,
  pendingApprovals,
  unclaimedReceipts,
  waitingProposals,
} from "../../db/close-checks.ts";
import { type AccountFacts, accountFacts, statementDays } from "../../db/data-health.ts";
import type { Db } from "../../db/pool.ts";
import { selectMisplacedLines, selectProofFaults } from "../../db/proofs.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { bridged } from "../importing/day-spans.ts";
import { provisionStanding } from "../reporting/provision.ts";
import { loadRevaluation } from "./load-revaluation.ts";

/** A receipt nobody claimed for so long needs an owner. */
const unclaimedDays = 7;
/** Accounts named in a step before "…". */
const namedAccounts = 3;

export async function closeSteps(
  db: Db,
  at: MonthEnd & { readonly start: string; readonly homeCurrency: string },
): Promise<CloseStep[]> {
  const { orgId, booksId, end, homeCurrency } = at;
  // the proofs read every record: a row at a time they take three times as long
  await joinWholeTables(db);
  const before = addDays(isoDate(end), -unclaimedDays);
  const money = (found: CountAndMoney) => counted(found, homeCurrency);
  return [
    await statementsStep(db, at),
    unclaimedStep(money(await unclaimedReceipts(db, at, before)), before),
    { step: "proposals", link: "match", ...money(await waitingProposals(db, at)) },
    { step: "approvals", link: "approvals", ...waiting(await pendingApprovals(db, at)) },
    await billsStep(db, at),
    await revaluationStep(db, at),
    await provisionStep(db, at),
    await proofsStep(db, { orgId, booksId, end }),
    { step: "vouchers", link: null, state: "later", detail: "not_in_use", fields: {} },
  ];
}

type Found = Pick<CloseStep, "state" | "detail" | "fields">;

function counted({ count, homeMinor }: CountAndMoney, currency: string): Found {
  if (count === 0) return { state: "ok", detail: "none", fields: {} };
  const amount = `${currency} ${formatGrouped(homeMinor, currency)}`;
  return { state: "warn", detail: "count_money", fields: { count, amount } };
}

/** `before` leads to the same lines. */
function unclaimedStep(found: Found, before: string): CloseStep {
  return {
    step: "unidentified",
    link: "lines",
    ...found,
    fields: { ...found.fields, before },
  };
}

function waiting(count: number): Found {
  if (count === 0) return { state: "ok", detail: "none", fields: {} };
  return { state: "warn", detail: "count", fields: { count } };
}

async function billsStep(db: Db, at: MonthEnd & { homeCurrency: string }): Promise<CloseStep> {
  const found = counted(await maturedBills(db, at), at.homeCurrency);
  const state = found.state === "warn" ? "block" : found.state;
  return { step: "bills", link: "items", ...found, state };
}

/** An account that was loaded once must reach the month's end, without gaps and with its balance proven. */
async function statementsStep(
  db: Db,
  { orgId, booksId, start, end }: MonthEnd & { readonly start: string },
): Promise<CloseStep> {
  const accounts = (await accountFacts(db, orgId, booksId)).filter(
    ({ loadedThrough, firstDay }) => loadedThrough !== null && (firstDay ?? "") <= end,
  );
  const periods = await statementDays(db, orgId, { booksId, from: start });
  const base = { step: "statements", link: "dataHealth" } as const;
  if (accounts.length === 0) {
    return { ...base, state: "warn", detail: "no_accounts", fields: {} };
  }
  const isBroken = (id: number) =>
    periods.some(
      (p) => p.accountId === id && p.proof === "broken" && p.to >= start && p.from <= end,
    );
  const short = accounts.filter(
    ({ id, loadedThrough }) => (loadedThrough ?? "") < end || isBroken(id),
  );
  if (short.length > 0) {
    return { ...base, state: "block", detail: "accounts_short", fields: named(short) };
  }
  const gaps = accounts.filter(({ id }) => {
    const own = periods.filter((period) => period.accountId === id);
    return hasGap(bridged(own), { start, end });
  });
  if (gaps.length > 0) return { ...base, state: "warn", detail: "gaps", fields: named(gaps) };
  return {
    ...base,
    state: "ok",
    detail: "complete",
    fields: { accounts: accounts.length, date: end },
  };
}

/** Days of the month between its first and last statement that no statement covers. */
function hasGap(
  periods: readonly { readonly from: string; readonly to: string }[],
  month: { readonly start: string; readonly end: string },
): boolean {
  let reached: IsoDate | null = null;
  for (const { from, to } of periods) {
    if (reached !== null && from > addDays(reached, 1) && from > month.start && reached < month.end)
      return true;
    if (reached === null || to > reached) reached = isoDate(to);
  }
  return false;
}

function named(accounts: readonly AccountFacts[]): { accounts: number; names: string } {
  const names = accounts
    .slice(0, namedAccounts)
    .map(({ bank, accountNo, currency }) => `${bank} …${accountNo.slice(-4)} ${currency}`.trim());
  const more = accounts.length > namedAccounts ? " …" : "";
  return { accounts: accounts.length, names: names.join(" · ") + more };
}

/** Rates are there and the month's end is revalued, wherever foreign balances stand. */
async function revaluationStep(
  db: Db,
  { orgId, booksId, end, homeCurrency }: MonthEnd & { readonly homeCurrency: string },
): Promise<CloseStep> {
  const month = monthOf(isoDate(end));
  const found = await loadRevaluation(db, { orgId, booksId, month, homeCurrency });
  const base = { step: "rates", link: "dataHealth" } as const;
  if (found.missing.length > 0) {
    const fields = { list: found.missing.join(" ") };
    return { ...base, state: "block", detail: "rates_missing", fields };
  }
  if (found.balances.length === 0) {
    return { ...base, state: "ok", detail: "no_foreign", fields: {} };
  }
  const changed = found.balances.filter(({ changeMinor }) => changeMinor !== 0n);
  const net = changed.reduce((sum, { changeMinor }) => sum + changeMinor, 0n);
  const list = found.rates.map(({ from }) => from).join(" ");
  if (changed.length === 0) return { ...base, state: "ok", detail: "revalued", fields: { list } };
  const amount = `${homeCurrency} ${formatGrouped(net, homeCurrency)}`;
  const fields = { count: changed.length, amount, list };
  return { ...base, link: "revaluation", state: "block", detail: "revaluation_due", fields };
}

/** The allowance is what it must be, in books that have set how they provide. */
async function provisionStep(
  db: Db,
  { orgId, booksId, end, homeCurrency }: MonthEnd & { readonly homeCurrency: string },
): Promise<CloseStep> {
  const month = monthOf(isoDate(end));
  const found = await provisionStanding(db, { orgId, booksId, homeCurrency }, month);
  const step = "provision";
  if (found === null) {
    return { step, link: null, state: "later", detail: "not_in_use", fields: {} };
  }
  const { customers: count, chargeMinor } = found;
  if (count === 0) return { step, link: "provision", state: "ok", detail: "none", fields: {} };
  const amount = `${homeCurrency} ${formatGrouped(chargeMinor, homeCurrency)}`;
  return {
    step,
    link: "provision",
    state: "block",
    detail: "count_money",
    fields: { count, amount },
  };
}

async function proofsStep(db: Db, { orgId, booksId, end }: MonthEnd): Promise<CloseStep> {
  const faults = await selectProofFaults(db, { orgId, booksId, asOf: end, knownAt: null });
  const misplaced = await selectMisplacedLines(db, { orgId, booksId });
  const count = faults.length + misplaced.length;
  const base = { step: "proofs", link: "verification" } as const;
  return count > 0
    ? { ...base, state: "block", detail: "faults", fields: { count } }
    : { ...base, state: "ok", detail: "tie", fields: {} };
}

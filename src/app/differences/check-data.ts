// Runs the checks of the data over the books and keeps what they found: after each import, and when
// somebody asks.
import { type DataChecksAnswer, dataCheckResult } from "../../contract/data-checks.ts";
import type { CheckFinding, DataCheck } from "../../core/checks/data-check.ts";
import { dataChecks } from "../../core/checks/registry.ts";
import { formatMinor } from "../../core/money.ts";
import {
  insertCheckRun,
  selectCheckedContracts,
  selectCheckedCustomers,
  selectCheckedItems,
  selectCheckRun,
} from "../../db/data-checks.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

type Who = { readonly orgId: number; readonly booksId: number; readonly memberId: number | null };

/** Findings kept a check; the count says how many there are. */
const kept = 50;

export async function checkData(
  deps: Deps,
  who: Who,
  batchId: number | null = null,
): Promise<DataChecksAnswer> {
  const { orgId, memberId } = who;
  return inOrganisation(deps.pool, orgId, async (db) => {
    await joinWholeTables(db);
    const books = {
      contracts: await selectCheckedContracts(db, who),
      items: await selectCheckedItems(db, who),
      customers: await selectCheckedCustomers(db, who),
    };
    const results = dataChecks.map((check) => resultOf(check, check.examine(books)));
    await insertCheckRun(db, who, { batchId, memberId, results });
    return { at: deps.clock.now().toISOString(), results };
  });
}

/** What they found when they last ran. */
export async function readDataChecks(
  deps: Deps,
  who: Omit<Who, "memberId">,
): Promise<DataChecksAnswer> {
  const run = await inOrganisation(deps.pool, who.orgId, (db) => selectCheckRun(db, who));
  const stored = dataCheckResult.array().safeParse(run?.results);
  const known = new Map(stored.success ? stored.data.map((one) => [one.code, one]) : []);
  return {
    at: run?.at.toISOString() ?? null,
    results: dataChecks.map((check) => {
      const { code, title, remedy } = check;
      // words are today's, findings those of the run
      return { ...(known.get(code) ?? resultOf(check, [])), title, remedy };
    }),
  };
}

function resultOf({ code, title, remedy }: DataCheck, findings: readonly CheckFinding[]) {
  const sums = new Map<string, number>();
  for (const { currency, minor } of findings) {
    if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return {
    code,
    title,
    remedy,
    count: findings.length,
    money: [...sums].map(([currency, minor]) => ({
      amount: formatMinor(minor, currency),
      currency,
    })),
    findings: findings
      .toSorted((a, b) => b.minor - a.minor)
      .slice(0, kept)
      .map(({ about, label, shows }) => ({ ...about, label, shows })),
  };
}

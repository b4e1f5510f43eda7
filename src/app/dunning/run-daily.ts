// What the clock does: once a day, from the hour the books have set, if dunning is on anywhere.
import { minuteIn } from "../../clock.ts";
import { hasDailyRun } from "../../db/dunning-policies.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { dunningBooks } from "./recheck-message.ts";
import { loadRules } from "./rules.ts";
import { runDunning } from "./run-dunning.ts";

export async function runDaily(deps: Deps, of: ClockBooks): Promise<void> {
  const { orgId, timeZone } = of;
  const books = await inOrganisation(deps.pool, orgId, async (db) => {
    const found = await dunningBooks(deps, db, of);
    if (!found) return null;
    const { policies, setting, rules } = await loadRules(db, found);
    const isOn = policies.some(({ policy }) => policy.isOn);
    const isTime = minuteIn(timeZone, deps.clock.now()) >= minuteOf(setting.runAt);
    if (!isOn || !isTime || !rules.calendar.isWorkingDay(found.today)) return null;
    return (await hasDailyRun(db, found, found.today)) ? null : found;
  });
  if (!books) return;
  await runDunning(deps, { orgId, memberId: null, name: "" }, { books, kind: "daily" });
}

function minuteOf(time: string): number {
  return +time.slice(0, 2) * 60 + +time.slice(3, 5);
}

// 预检: what a making of statements would bring and what a person should look at before it leaves.
// Nothing is stored.
import type { StatementAskOnWire, StatementCheck } from "../../contract/statements.ts";
import { type IsoDate, isoDate } from "../../core/date.ts";
import { formatMinor } from "../../core/money.ts";
import { cycles, periodEnding, type StatementCycle } from "../../core/statements/cycle.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import type { Db } from "../../db/pool.ts";
import {
  countCustomersToState,
  type ReceiverRow,
  selectCustomersToState,
  selectMade,
  selectReceivers,
} from "../../db/statement-new.ts";
import { selectStatementCustomers } from "../../db/statement-source.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import {
  buildFrom,
  type CustomerSource,
  loadSender,
  loadSources,
  type StatementBooks,
} from "./load-sources.ts";

/** A check reads at most so many customers; the making has no such limit. */
const mostChecked = 500;

/** Null: every cycle, because the period is given. */
export function cyclesAsked(
  ask: Pick<StatementAskOnWire, "byPlan" | "to">,
): StatementCycle[] | null {
  if (!ask.byPlan) return null;
  const all = Object.keys(cycles) as StatementCycle[]; // the record's own keys
  return all.filter((cycle) => periodEnding(cycle, isoDate(ask.to)) !== null);
}

export async function checkStatements(
  deps: Deps,
  books: StatementBooks,
  ask: StatementAskOnWire,
): Promise<StatementCheck> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const filter = { cycles: cyclesAsked(ask), customerIds: ask.customerIds };
    const customers = await countCustomersToState(db, books, filter);
    const page = { ...filter, above: 0, limit: mostChecked };
    const ids = await selectCustomersToState(db, books, page);
    const receivers = await selectReceivers(db, books, ids);
    const rows: StatementCheck["rows"] = [];
    const skipped: StatementCheck["skipped"] = [];
    const groups = Map.groupBy(receivers, ({ cycle }) => (ask.byPlan ? (cycle ?? "monthly") : ""));
    for (const [cycle, group] of groups) {
      const period = cycle === "" ? null : periodEnding(cycle, isoDate(ask.to));
      const asked = period ?? { from: isoDate(ask.from), to: isoDate(ask.to) };
      const found = await checkPeriod(db, { books, ask, receivers: group, ...asked });
      rows.push(...found.rows);
      skipped.push(...found.skipped);
    }
    return { rows, skipped, isCut: customers > ids.length, customers };
  });
}

type PeriodCheck = {
  readonly books: StatementBooks;
  readonly ask: StatementAskOnWire;
  readonly receivers: readonly ReceiverRow[];
  readonly from: IsoDate;
  readonly to: IsoDate;
};

async function checkPeriod(db: Db, check: PeriodCheck) {
  const { books, ask, from, to } = check;
  const customerIds = check.receivers.map(({ customerId }) => customerId);
  const asked = { from, to, knownAt: await selectLastRecorded(db, books.orgId) };
  const sources = await loadSources(db, books, { ...asked, customerIds });
  const made = await selectMade(db, books, { from, to, customerIds });
  const senderOf = await loadSender(db, books);
  const receiverOf = new Map(check.receivers.map((one) => [one.customerId, one]));
  const rows: StatementCheck["rows"] = [];
  const skipped: StatementCheck["skipped"] = [];
  for (const source of sources) {
    const { customer, currency } = source;
    const receiver = receiverOf.get(customer.id);
    const form = ask.form ?? receiver?.form ?? "detail";
    const who = { customer: { id: customer.id, name: customer.name }, currency };
    const same = made.some(
      (one) => one.customerId === customer.id && one.currency === currency && one.form === form,
    );
    if (same && !ask.replace) {
      skipped.push({ ...who, reason: "already_made" });
      continue;
    }
    const about = {
      form,
      language: "zh",
      replyBy: books.today,
      no: "-",
      madeOn: books.today,
    } as const;
    const sender = senderOf(currency, "zh");
    const built = buildFrom(source, { ...asked, ...about, sender });
    if (!built.ok) {
      skipped.push({ ...who, reason: built.error.code });
      continue;
    }
    const closing = formatMinor(built.value.figures.closingMinor, currency);
    const warnings = warningsOf(source, receiver);
    // forms that ask for no payment print no account
    const isPaid = form !== "audit" && form !== "preinvoice";
    if (isPaid && sender.accounts.length === 0) warnings.push("no_account");
    rows.push({ ...who, form, closing, warnings });
  }
  const stated = new Set(sources.map(({ customer }) => customer.id));
  const idle = customerIds.filter((id) => !stated.has(id));
  for (const { id, name } of await selectStatementCustomers(db, { ...books, customerIds: idle })) {
    skipped.push({ customer: { id, name }, currency: "", reason: "nothing" });
  }
  return { rows, skipped };
}

function warningsOf(source: CustomerSource, receiver: ReceiverRow | undefined) {
  const warnings: StatementCheck["rows"][number]["warnings"] = [];
  if ((receiver?.email ?? "") === "") warnings.push("no_contact");
  if (source.items.some(({ dueDate, openMinor }) => dueDate === null && openMinor > 0)) {
    warnings.push("no_due_date");
  }
  if (source.receipts.length > 0) warnings.push("unapplied");
  if (source.items.some(({ disputedMinor }) => disputedMinor !== 0)) warnings.push("disputed");
  if (source.pair.closingMinor < 0) warnings.push("credit_balance");
  return warnings;
}

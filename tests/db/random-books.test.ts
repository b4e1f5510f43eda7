// Random operations on real books against an independent model: what is open, what is unapplied,
// whose money it is. After them every balance agrees, the proofs of ACCOUNTING §6 hold, nothing is
// over-settled, and every earlier pair of (as of, known at) prints what it printed.
// RANDOM_OPERATIONS=10000 RANDOM_SEED=7 node --test tests/db/random-books.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { adjust } from "../../src/app/adjustments/adjust.ts";
import { readTrialBalance } from "../../src/app/journal/read-journal.ts";
import { closePeriod } from "../../src/app/periods/close-period.ts";
import { type DecisionRequest, postDecisions } from "../../src/app/posting/post-decisions.ts";
import { categoriseLines } from "../../src/app/posting/receipt-category.ts";
import { undoDecision } from "../../src/app/posting/undo-decision.ts";
import { readAging } from "../../src/app/reporting/aging-report.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { fixedClock } from "../../src/clock.ts";
import {
  addDays,
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  monthOf,
} from "../../src/core/date.ts";
import { formatMinor } from "../../src/core/money.ts";
import { selectLastRecorded } from "../../src/db/aging.ts";
import { selectTotalFaults } from "../../src/db/proofs.ts";
import {
  addCustomer,
  addItem,
  addLine,
  balanceOf,
  makeBooks,
  type TestBooks,
} from "../support/books.ts";
import { chanceOf } from "../support/chance.ts";
import { withDatabase } from "../support/database.ts";
import { manualRequest } from "../support/manual-request.ts";
import { reopen } from "../support/reopen-month.ts";

const operations = Number(process.env["RANDOM_OPERATIONS"] ?? 800);
const seed = Number(process.env["RANDOM_SEED"] ?? 1);
const today = isoDate("2026-07-20");
const firstDay = isoDate("2026-01-01");

// ---------------------------------------------------------------- the model

type Item = { readonly id: number; readonly customer: number; open: number };
type Line = {
  readonly id: number;
  readonly received: number;
  rest: number;
  customer: number | null;
  isForeign: boolean;
};
/** What a decision took: off items, off lines; which lines it claimed or called not receivable. */
type Effect = {
  items?: [Item, number][];
  lines?: [Line, number][];
  claimed?: Line[];
  foreign?: Line;
};
type Decision = { readonly id: number; readonly effect: Effect; undone: boolean };

const items: Item[] = [];
const lines: Line[] = [];
const decisions: Decision[] = [];
let closedThrough: IsoDate | null = null;

function change(
  { items: off = [], lines: used = [], claimed = [], foreign }: Effect,
  by: 1 | -1,
): void {
  for (const [item, amount] of off) item.open -= by * amount;
  for (const [line, amount] of used) line.rest -= by * amount;
  // an undone claim stays while other decisions still use that customer's money
  if (by === -1) for (const line of claimed) if (line.rest === line.received) line.customer = null;
  if (foreign) foreign.isForeign = by === 1;
}

function did(id: number, effect: Effect): void {
  change(effect, 1);
  decisions.push({ id, effect, undone: false });
}

function modelBalances() {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const live = lines.filter((line) => !line.isForeign);
  return {
    receivable: sum(items.map((item) => item.open)),
    on_account: 0 - sum(live.filter((line) => line.customer !== null).map((line) => line.rest)),
    unidentified: 0 - sum(live.filter((line) => line.customer === null).map((line) => line.rest)),
    bank: sum(live.map((line) => line.received)),
  };
}

// ---------------------------------------------------------------- chance

const { below, oneOf } = chanceOf(seed);
const amount = () => 1 + below(5_000_00);
const anyDay = () => addDays(firstDay, below(180));

// ---------------------------------------------------------------- the operations

type World = {
  readonly books: TestBooks;
  readonly customers: number[];
  readonly deps: Parameters<typeof adjust>[0];
  readonly actor: Parameters<typeof adjust>[1];
};

async function importItem({ books, customers }: World): Promise<void> {
  const date = anyDay();
  const credit = below(5) === 0;
  const customer = oneOf(customers)!;
  const minor = credit ? -amount() : amount();
  const making = addItem(books, {
    customerId: customer,
    no: `I${items.length + 1}-${below(1e9)}`,
    amountMinor: minor,
    kind: credit ? "credit_note" : "invoice",
    date,
    ...(below(4) > 0 ? { due: addDays(date, 30) } : {}),
  });
  if (closedThrough !== null && date <= closedThrough)
    return assert.rejects(making, { code: "QZ002" });
  items.push({ id: await making, customer, open: minor });
}

async function importLine({ books }: World): Promise<void> {
  const date = anyDay();
  const received = amount();
  const making = addLine(books, { amountMinor: received, date, payer: `P${below(20)}` });
  if (closedThrough !== null && date <= closedThrough)
    return assert.rejects(making, { code: "QZ002" });
  lines.push({ id: await making, received, rest: received, customer: null, isForeign: false });
}

async function settle({ books }: World): Promise<void> {
  const line = oneOf(lines.filter((l) => l.rest > 0 && !l.isForeign));
  const first = oneOf(items.filter((i) => i.open > 0));
  if (!line || !first) return;
  const same = items.filter((i) => i.customer === first.customer && i.open !== 0 && i !== first);
  const more = [oneOf(same), oneOf(same)].filter(
    (i) => i !== undefined && below(2) === 0,
  ) as Item[];
  const chosen = [...new Set([first, ...more])];
  let left = line.rest;
  const parts: [Item, number][] = [];
  for (const item of chosen.toSorted((a, b) => a.open - b.open)) {
    const part = item.open < 0 ? item.open : Math.min(item.open, left);
    if (part === 0) continue;
    parts.push([item, part]);
    left -= part;
  }
  if (left === line.rest || left > line.rest) return;
  const tooMuch = below(10) === 0;
  if (tooMuch)
    parts[parts.length - 1]![1] += Math.max(line.rest, 1) + Math.abs(parts.at(-1)![0].open);
  const closing = parts.at(-1)!;
  const tail = closing[0].open - closing[1];
  const rounds = !tooMuch && tail > 0 && tail <= 100;
  const request = settlement(line, parts, rounds ? [closing[0], tail] : null);
  const [outcome] = await books.record((db, recording) => postDecisions(db, recording, [request]));
  assert.equal(outcome?.ok, !tooMuch, JSON.stringify(outcome));
  if (!outcome?.ok) return;
  const claimed = line.customer === null ? [line] : [];
  if (line.customer === null) line.customer = first.customer;
  did(outcome.value.decisionId, {
    items: rounds ? [...parts, [closing[0], tail]] : parts,
    lines: [[line, parts.reduce((sum, [, part]) => sum + part, 0)]],
    claimed,
  });
}

function settlement(
  line: Line,
  parts: [Item, number][],
  tail: [Item, number] | null,
): DecisionRequest {
  const taken = parts.map(([item, minor]) => ({ itemId: item.id, minor }));
  const request = manualRequest(line.id, taken);
  if (tail === null) return request;
  const residual = {
    side: "item",
    bankLineId: line.id,
    itemId: tail[0].id,
    amountMinor: tail[1],
    currency: "CNY",
    code: "rounding",
    difference: "T03",
    posted: true,
    because: [],
  } as const;
  return { ...request, residuals: [residual] };
}

async function claim({ books, customers }: World): Promise<void> {
  const line = oneOf(lines.filter((l) => l.rest > 0 && !l.isForeign && l.customer === null));
  if (!line) return;
  const customer = oneOf(customers)!;
  const request = { ...settlement(line, [], null), kind: "claim" as const, customerId: customer };
  const [outcome] = await books.record((db, recording) => postDecisions(db, recording, [request]));
  // a line whose decision was undone waits again; one that a person settled in part may not be claimed
  if (!outcome?.ok) return assert.equal(outcome?.error.code, "already_decided");
  line.customer = customer;
  did(outcome.value.decisionId, { claimed: [line] });
}

async function categorise({ books }: World): Promise<void> {
  const line = oneOf(
    lines.filter((l) => l.rest === l.received && !l.isForeign && l.customer === null),
  );
  if (!line) return;
  const [outcome] = await books.record((db, recording) =>
    categoriseLines(db, recording, [
      { lineId: line.id, category: "interest", matchId: null, runId: null, reason: "" },
    ]),
  );
  if (!outcome?.ok) return assert.equal(outcome?.error.code, "already_decided");
  did(outcome.value.decisionId, { foreign: line });
}

async function undo({ books }: World): Promise<void> {
  const decision = oneOf(decisions);
  if (!decision) return;
  const request = {
    decisionId: decision.id,
    today: addDays(today, below(5)),
    reason: "random",
    actor: "test",
    withDependants: below(2) === 0,
  };
  const outcome = await books.record((db, recording) => undoDecision(db, recording, request));
  const standing = new Map(decisions.filter((d) => !d.undone).map((d) => [d.id, d]));
  if (!outcome.ok && outcome.error.code === "has_dependants") {
    assert.ok(!request.withDependants && outcome.error.ids.length > 0);
    for (const id of outcome.error.ids) assert.ok(standing.has(id), `decision ${id} stands`);
    return;
  }
  assert.equal(outcome.ok, !decision.undone, JSON.stringify(outcome));
  if (!outcome.ok) return;
  for (const id of [...outcome.value.before, decision.id]) {
    const undone = standing.get(id);
    assert.ok(undone, `decision ${id} stood`);
    change(undone.effect, -1);
    undone.undone = true;
  }
}

async function adjustItem({ deps, actor, books }: World): Promise<void> {
  const invoice = oneOf(items.filter((i) => i.open > 0));
  if (!invoice) return;
  const credit = items.find((i) => i.customer === invoice.customer && i.open < 0);
  const nets = credit !== undefined && below(2) === 0;
  const minor = nets
    ? Math.min(invoice.open, -credit.open)
    : Math.min(invoice.open, 1 + below(5_000));
  const outcome = await adjust(deps, actor, {
    booksId: books.booksId,
    request: {
      kind: nets ? "offset_credit" : "rounding",
      itemId: invoice.id,
      otherItemId: nets ? credit.id : null,
      receiptId: null,
      toCustomerId: null,
      bankLineId: null,
      bankAccountId: null,
      toAccount: "",
      isUnconditional: false,
      amount: formatMinor(minor, "CNY"),
      reason: "random",
      difference: null,
      due: null,
      agreementNo: "",
      evidence: [],
      responsible: "",
      fileIds: [],
    },
  });
  assert.ok(outcome.ok && outcome.value.kind === "posted", JSON.stringify(outcome));
  const off: [Item, number][] = nets
    ? [
        [invoice, minor],
        [credit, -minor],
      ]
    : [[invoice, minor]];
  did(outcome.value.decisionId, { items: off });
}

async function closeOrReopen({ deps, actor, books }: World): Promise<void> {
  const { booksId } = books;
  if (closedThrough !== null && below(2) === 0) {
    const month = monthOf(closedThrough);
    closedThrough = await reopen(deps, actor, { booksId, month });
    return;
  }
  const next = closedThrough === null ? null : addDays(closedThrough, 1);
  if (next !== null && next > addMonths(firstDay, 3)) return;
  const month = monthOf(next ?? (await firstEntryDay(books)));
  const closed = await closePeriod(deps, actor, { booksId, month, today });
  assert.ok(closed.ok, JSON.stringify(closed));
  closedThrough = endOfMonth(isoDate(`${month}-01`));
}

async function firstEntryDay(books: TestBooks): Promise<IsoDate> {
  const { rows } = await books.inBooks((db) =>
    db.query<{ day: IsoDate }>("select min(accounting_date) as day from entry where org_id = $1", [
      books.orgId,
    ]),
  );
  return rows[0]!.day;
}

// ---------------------------------------------------------------- what must hold

async function print({ books, deps }: World, asOf: IsoDate, knownAt: string): Promise<string> {
  const aging = await readAging(deps, { ...books, asOf, knownAt, basis: "due", view: "original" });
  assert.equal(aging.proof.difference, "0.00");
  const trial = await readTrialBalance(deps, { ...books, asOf, knownAt });
  return JSON.stringify([aging, trial.rows, trial.totals]);
}

async function assertBalances({ books }: World): Promise<void> {
  for (const [account, expected] of Object.entries(modelBalances())) {
    assert.equal(await balanceOf(books, account), expected, account);
  }
  // running totals and the lists of what is open, from the records
  assert.deepEqual(await books.inBooks((db) => selectTotalFaults(db, books)), []);
}

test(`${operations} random operations keep the books right (seed ${seed})`, {
  timeout: 1_800_000,
}, async (t) => {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const customers: number[] = [];
  for (let n = 1; n <= 6; n += 1)
    customers.push(await addCustomer(books, `C${n}`, `客户${n}有限公司`));
  const deps = {
    pool: books.pool,
    clock: fixedClock("2026-07-20T04:00:00Z"),
    dataFolder: "/nowhere",
    log: pino({ level: "silent" }),
  };
  const actor = {
    orgId: books.orgId,
    memberId: books.memberId,
    role: "administrator",
    language: "zh",
    name: "王敏",
  } as const;
  const world: World = { books, customers, deps, actor };
  const mix: [number, (world: World) => Promise<void>][] = [
    [20, importItem],
    [20, importLine],
    [26, settle],
    [6, claim],
    [4, categorise],
    [14, undo],
    [9, adjustItem],
    [1, closeOrReopen],
  ];
  const deck = mix.flatMap(([weight, operation]) =>
    Array.from({ length: weight }, () => operation),
  );
  await importItem(world);
  const printed: { asOf: IsoDate; knownAt: string; text: string }[] = [];
  for (let n = 1; n <= operations; n += 1) {
    await oneOf(deck)!(world);
    if (n % 40 === 0) await assertBalances(world);
    if (n % 100 === 0) {
      const knownAt = await books.inBooks((db) => selectLastRecorded(db, books.orgId));
      const asOf = addDays(firstDay, below(230));
      printed.push({ asOf, knownAt, text: await print(world, asOf, knownAt) });
    }
  }
  await assertBalances(world);
  for (const { asOf, knownAt, text } of printed)
    assert.equal(await print(world, asOf, knownAt), text);
  const dates = [isoDate("2026-02-28"), isoDate("2026-05-31"), today, isoDate("2027-01-31")];
  for (const knownAt of [null, printed[0]?.knownAt ?? null]) {
    const result = await verifyBooks(deps, books, { dates, knownAt });
    assert.ok(result.holds, JSON.stringify(result, null, 1));
  }
  t.diagnostic(
    `${items.length} items, ${lines.length} lines, ${decisions.length} decisions, ${printed.length} earlier prints repeated`,
  );
});
